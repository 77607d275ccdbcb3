import IndexBytes

/// The second stage: looks at the first stage's best once more, at how their words stand together.
///
/// score × (1 + stems·share + adjacency·neighbours): `share` is the part of the query's stems that stand
/// in the section in one piece, weighted as their terms are; `neighbours` the part of the query's
/// neighbouring stems that are neighbours in the section too, in order. Read from positions; no
/// text is opened.
struct Reranker {
  private let snapshot: Snapshot
  private let stems: [PhrasePattern]
  private let weights: [Double]
  private let parameters: RankingParameters
  private let arena: FlatArena

  init(
    _ snapshot: Snapshot, _ stems: [PhrasePattern], _ terms: [Searcher.ResolvedTerm],
    _ parameters: RankingParameters, _ arena: FlatArena
  ) {
    self.snapshot = snapshot
    self.parameters = parameters
    self.stems = stems
    self.arena = arena
    let known = Dictionary(
      terms.map { ($0.term, Double($0.weight)) }, uniquingKeysWith: { a, _ in a })
    weights = stems.map { $0.terms.reduce(0) { $0 + (known[$1] ?? 0) } }
  }

  /// What the factor of a section can be at most.
  private var largestFactor: Double {
    1 + parameters.stems + (stems.count > 1 ? parameters.adjacency : 0)
  }

  /// Which hits are scored in any case.
  struct Choice {
    /// So many of the first, all of which may be shown.
    var first: Int
    /// Some of those behind them, whose order matters though they may not be shown.
    var others: [Int] = []
  }

  /// Scores the first `depth` hits again and puts them in order; the rest keep theirs, which no
  /// factor makes higher.
  ///
  /// Those chosen are scored first: of the others only those that could still come before one of
  /// the first are looked at, since the rest will not be shown.
  func rerank(_ hits: inout [Hit], _ choice: Choice) throws(IndexError) {
    let depth = min(hits.count, parameters.depth)
    guard depth > 0 else { return }
    var matchers = [SegmentStems?](repeating: nil, count: snapshot.segments.count)
    let first = min(choice.first, depth)
    let others = choice.others.filter { first <= $0 && $0 < depth }
    try score(&hits, Array(0..<first) + others, above: -1, &matchers)
    let needed = hits[..<first].reduce(Double.infinity) { min($0, $1.score) }
    let chosen = Set(others)
    let rest = (first..<depth).filter {
      !chosen.contains($0) && hits[$0].score * largestFactor > needed
    }
    try score(&hits, rest, above: needed, &matchers)
    // Equal scores stay as they were: the sort is stable.
    let order = (0..<depth).sorted {
      (hits[$1].score, $0) < (hits[$0].score, $1)
    }
    hits.replaceSubrange(0..<depth, with: order.map { hits[$0] })
  }

  /// Scores some of the hits, segment by segment in the order of sections. Those that cannot come
  /// above `needed` keep their score.
  private func score(
    _ hits: inout [Hit], _ chosen: [Int], above needed: Double,
    _ matchers: inout [SegmentStems?]
  ) throws(IndexError) {
    let order = chosen.sorted {
      (hits[$0].segment, hits[$0].section) < (hits[$1].segment, hits[$1].section)
    }
    var current = -1
    for index in order {
      let segment = hits[index].segment
      if matchers[segment] == nil {
        matchers[segment] = try SegmentStems(
          stems, weights, snapshot.segments[segment].segment, arena)
      }
      if segment != current { matchers[segment]?.restart() }
      current = segment
      let most = matchers[segment]?.most(in: hits[index].section) ?? .init()
      if hits[index].score * factor(most) <= needed { continue }
      let found = try matchers[segment]?.find(
        in: hits[index].section, gap: parameters.adjacencyGap)
      hits[index].factors = factor(found ?? .init())
      hits[index].score *= hits[index].factors
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
    _ stems: [PhrasePattern], _ weights: [Double], _ segment: Segment, _ arena: FlatArena
  ) throws(IndexError) {
    self.weights = weights
    cursors = TermCursors(segment, arena)
    for stem in stems { matchers.append(try PhraseMatcher(stem, cursors)) }
  }

  /// Goes back before the first section.
  func restart() { cursors.restart() }

  /// What a section can hold at most, told without positions: which stems' words it has. Sections
  /// come in ascending order.
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

  /// Looks at a section; sections come in ascending order.
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
