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
  private let parameters: RankingParameters
  private let scratch: SearchScratch

  init(
    _ snapshot: Snapshot, _ stems: [CompiledQuery.Stem], _ terms: [Searcher.ResolvedTerm],
    _ parameters: RankingParameters, _ scratch: SearchScratch
  ) {
    self.snapshot = snapshot
    self.parameters = parameters
    self.stems = stems
    self.scratch = scratch
    var known = [Double](repeating: 0, count: 1 + (terms.last?.number ?? 0))
    for term in terms { known[term.number] = Double(term.weight) }
    weights = stems.map { stem in
      stem.terms.reduce(0) { $0 + ($1 < known.count ? known[$1] : 0) }
    }
  }

  /// What the factor of a section can be at most.
  private var largestFactor: Double {
    1 + parameters.stems + (stems.count > 1 ? parameters.adjacency : 0)
  }

  /// Scores the first `depth` hits again and puts them in order; the rest keep theirs, which no
  /// factor makes higher.
  ///
  /// Only the best `wanted` will be shown. Those are scored first, and then twice as many at a time;
  /// passed over are hits that no factor, or none that their words allow for, lifts above the last
  /// of those that would be shown.
  func rerank(_ hits: inout [Hit], wanted: Int) throws(IndexError) {
    let depth = min(hits.count, parameters.depth)
    var matchers = [SegmentStems?](repeating: nil, count: snapshot.segments.count)
    var shown = BestScores(capacity: min(wanted, depth))
    var start = 0
    while start < depth, hits[start].score * largestFactor > shown.needed {
      let end = min(max(wanted, 3 * start), depth)
      try score(&hits, start..<end, &shown, &matchers)
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
    _ hits: inout [Hit], _ range: Range<Int>, _ shown: inout BestScores,
    _ matchers: inout [SegmentStems?]
  ) throws(IndexError) {
    let needed = shown.needed
    let order = range.filter { hits[$0].score * largestFactor > needed }.sorted {
      (hits[$0].segment, hits[$0].section) < (hits[$1].segment, hits[$1].section)
    }
    for index in order {
      let (segment, section) = (hits[index].segment, hits[index].section)
      if matchers[segment] == nil {
        matchers[segment] = try SegmentStems(
          stems, weights, snapshot.segments[segment].segment, scratch)
      }
      matchers[segment]?.moveBack(before: section)
      if needed >= 0, let most = matchers[segment]?.most(in: section),
        hits[index].score * factor(most) <= needed
      {
        continue
      }
      let found = try matchers[segment]?.find(in: section, gap: parameters.adjacencyGap)
      hits[index].factors = factor(found ?? .init())
      hits[index].score *= hits[index].factors
      shown.insert(hits[index].score)
    }
  }

  private func factor(_ found: SegmentStems.Found) -> Double {
    let total = weights.reduce(0, +)
    let share = total > 0 ? found.weight / total : 0
    let pairs = max(1, stems.count - 1)
    return 1 + parameters.stems * share
      + parameters.adjacency * Double(found.neighbours) / Double(pairs)
  }
}

/// The scores that will be shown, as far as they are known.
private struct BestScores {
  private var scores: [Double] = []
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    scores.reserveCapacity(capacity + 1)
  }

  /// What a score must be above to be shown; -1 while all are.
  var needed: Double { scores.count < capacity ? -1 : scores.last ?? -1 }

  mutating func insert(_ score: Double) {
    let place = scores.lastIndex { $0 >= score }.map { $0 + 1 } ?? 0
    scores.insert(score, at: place)
    if scores.count > capacity { scores.removeLast() }
  }
}

/// The stems of a query in one segment.
private struct SegmentStems {
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

  init(
    _ stems: [CompiledQuery.Stem], _ weights: [Double], _ segment: Segment,
    _ scratch: SearchScratch
  ) throws(IndexError) {
    self.weights = weights
    cursors = TermCursors(segment, scratch)
    for stem in stems { matchers.append(try PhraseMatcher(stem.pattern, cursors)) }
  }

  /// Makes ready for a section before the one looked at last, or behind it.
  func moveBack(before section: UInt32) { cursors.moveBack(before: section) }

  /// What a section can hold at most, told without positions: which stems' words it has.
  mutating func most(in section: UInt32) -> Found {
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
  mutating func find(in section: UInt32, gap: Int) throws(IndexError) -> Found {
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
