import IndexBytes

/// The second stage: looks at the first stage's best once more, at how their words stand together.
///
/// score × (1 + stems·share + adjacency·neighbours): `share` is the part of the query's stems that stand
/// in the section in one piece, weighted as their terms are; `neighbours` the part of the query's
/// neighbouring stems that are neighbours in the section too, in order. Read from positions; no
/// text is opened.
struct Reranker {
  private let snapshot: Snapshot
  private let stems: [CompiledQuery.Stem]
  private let weights: [Double]
  /// All of them added up.
  private let total: Double
  private let parameters: RankingParameters
  private let scratch: SearchScratch
  private let cursors: [TermCursors?]

  /// - Parameters:
  ///   - snapshot: What was searched.
  ///   - stems: The query's.
  ///   - terms: What scored in the first stage.
  ///   - cursors: Those that the first stage is done with, of each segment.
  ///   - parameters: How much the words count that stand together.
  ///   - scratch: The memory of the cursors, and of more.
  init(
    _ snapshot: Snapshot, _ stems: [CompiledQuery.Stem], _ terms: [Searcher.ResolvedTerm],
    _ cursors: [TermCursors?], _ parameters: RankingParameters, _ scratch: SearchScratch
  ) {
    self.snapshot = snapshot
    self.parameters = parameters
    self.stems = stems
    self.cursors = cursors
    self.scratch = scratch
    var known = [Double](repeating: 0, count: 1 + (terms.last?.number ?? 0))
    for term in terms { known[term.number] = Double(term.weight) }
    weights = stems.map { stem in
      stem.terms.reduce(0) { $0 + ($1 < known.count ? known[$1] : 0) }
    }
    total = weights.reduce(0, +)
  }

  /// What the factor of a section can be at most.
  private var largestFactor: Double {
    1 + parameters.stems + (stems.count > 1 ? parameters.adjacency : 0)
  }

  /// What is to be shown of the hits.
  struct Choice {
    /// So many groups of hits with the same link; a hit that knows no link is one alone.
    var wanted: Int
    /// So many of the first hits are in that many groups.
    var first: Int
    /// Hits behind them whose order matters though they may not be shown.
    var others: [Int] = []
  }

  /// Scores the first `depth` hits again and puts them in order; the rest keep theirs, which no
  /// factor makes higher.
  ///
  /// Those chosen are scored first, and then twice as many at a time; passed over are hits that no
  /// factor, or none that their words allow for, lifts to the last group that would be shown.
  func rerank(_ hits: inout [Hit], _ choice: Choice) throws(IndexError) {
    let depth = min(hits.count, parameters.depth)
    var matchers = [SegmentStems?](repeating: nil, count: snapshot.segments.count)
    var shown = BestScores(capacity: choice.wanted)
    var start = min(choice.first, depth)
    let others = Set(choice.others.filter { start <= $0 && $0 < depth })
    try score(&hits, Array(0..<start) + others, &shown, &matchers)
    while start < depth, hits[start].score * largestFactor >= shown.needed {
      let end = min(max(1, 3 * start), depth)
      try score(&hits, (start..<end).filter { !others.contains($0) }, &shown, &matchers)
      start = end
    }
    // Equal scores stay as they were: the sort is stable.
    let order = (0..<depth).sorted {
      (hits[$1].score, $0) < (hits[$0].score, $1)
    }
    hits.replaceSubrange(0..<depth, with: order.map { hits[$0] })
  }

  /// Scores some of the hits, segment by segment in the order of sections.
  private func score(
    _ hits: inout [Hit], _ chosen: [Int], _ shown: inout BestScores,
    _ matchers: inout [SegmentStems?]
  ) throws(IndexError) {
    let needed = shown.needed
    let order = chosen.filter { hits[$0].score * largestFactor >= needed }.sorted {
      (hits[$0].segment, hits[$0].section) < (hits[$1].segment, hits[$1].section)
    }
    for index in order {
      let (segment, section) = (hits[index].segment, hits[index].section)
      let matcher = try matcher(segment, &matchers)
      matcher.moveBack(before: section)
      if needed >= 0, hits[index].score * factor(matcher.most(in: section)) < needed { continue }
      hits[index].factors = factor(try matcher.find(in: section, gap: parameters.adjacencyGap))
      hits[index].score *= hits[index].factors
      shown.insert(hits[index].score, group: hits[index].linkHash)
    }
  }

  private func matcher(
    _ segment: Int, _ matchers: inout [SegmentStems?]
  ) throws(IndexError) -> SegmentStems {
    if let known = matchers[segment] { return known }
    let cursors = cursors[segment] ?? TermCursors(snapshot.segments[segment].segment, scratch)
    cursors.restart()
    let fresh = try SegmentStems(stems, weights, cursors)
    matchers[segment] = fresh
    return fresh
  }

  private func factor(_ found: SegmentStems.Found) -> Double {
    let share = total > 0 ? found.weight / total : 0
    let pairs = max(1, stems.count - 1)
    return 1 + parameters.stems * share
      + parameters.adjacency * Double(found.neighbours) / Double(pairs)
  }
}

/// The best scores known so far, of each group the best.
private struct BestScores {
  private var scores: [(score: Double, group: UInt64)] = []
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  /// What a score must reach to be one of them; -1 while there are fewer.
  var needed: Double { scores.count < capacity ? -1 : scores.last?.score ?? -1 }

  /// Takes a score of a group; the group 0 stands for one of its own.
  mutating func insert(_ score: Double, group: UInt64) {
    if group != 0, let known = scores.firstIndex(where: { $0.group == group }) {
      if scores[known].score >= score { return }
      scores.remove(at: known)
    }
    let place = scores.lastIndex { $0.score >= score }.map { $0 + 1 } ?? 0
    scores.insert((score, group), at: place)
    if scores.count > capacity { scores.removeLast() }
  }
}

/// The stems of a query in one segment.
private final class SegmentStems {
  /// What of the query a section holds.
  struct Found {
    /// Weights of the stems it holds, added up.
    var weight = 0.0
    /// Neighbouring stems that follow each other.
    var neighbours = 0
  }

  private let cursors: TermCursors
  private let weights: [Double]
  private var matchers: [PhraseMatcher] = []
  /// The section looked at last.
  private var last: UInt32 = 0

  /// - Parameters:
  ///   - stems: The query's.
  ///   - weights: Theirs.
  ///   - cursors: Of terms of the segment, before their lists.
  /// - Throws: `.corrupt` where a list is not inside the segment.
  init(
    _ stems: [CompiledQuery.Stem], _ weights: [Double], _ cursors: TermCursors
  ) throws(IndexError) {
    self.weights = weights
    self.cursors = cursors
    for stem in stems { matchers.append(try PhraseMatcher(stem.pattern, cursors)) }
  }

  /// Makes ready for a section before the one looked at last, or behind it.
  func moveBack(before section: UInt32) {
    if section < last { cursors.moveBack(before: section) }
    last = section
  }

  /// What a section can hold at most, told without positions: which stems' words it has.
  func most(in section: UInt32) -> Found {
    var found = Found()
    var isBefore = false
    for stem in matchers.indices {
      let isThere = matchers[stem].mayMatch(section)
      if isThere { found.weight += weights[stem] }
      if isThere, isBefore { found.neighbours += 1 }
      isBefore = isThere
    }
    return found
  }

  /// What a section holds.
  func find(in section: UInt32, gap: Int) throws(IndexError) -> Found {
    var found = Found()
    var previous: (places: FlatBuffer<Int32>, count: Int)?
    for stem in matchers.indices {
      // Where a stem has no neighbour, whether it stands there is all that is asked.
      if matchers.count == 1 {
        if try matchers[stem].matches(section) { found.weight = weights[stem] }
        break
      }
      let starts = try matchers[stem].starts(in: section)
      if starts.count > 0 { found.weight += weights[stem] }
      if let previous, Self.follows(previous, starts, matchers[stem - 1].unitCount, gap) {
        found.neighbours += 1
      }
      previous = starts
    }
    return found
  }

  /// Whether one of the second places is right behind one of the first, or up to `gap` positions
  /// further. Both ascend.
  private static func follows(
    _ first: (places: FlatBuffer<Int32>, count: Int),
    _ second: (places: FlatBuffer<Int32>, count: Int), _ length: Int, _ gap: Int
  ) -> Bool {
    var next = 0
    for index in 0..<first.count {
      let end = Int(first.places[index]) + length
      while next < second.count, Int(second.places[next]) < end { next += 1 }
      if next == second.count { return false }
      if Int(second.places[next]) <= end + gap { return true }
    }
    return false
  }
}
