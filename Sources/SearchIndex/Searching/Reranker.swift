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

  init(
    _ snapshot: Snapshot, _ stems: [PhrasePattern], _ terms: [Searcher.ResolvedTerm],
    _ parameters: RankingParameters
  ) {
    self.snapshot = snapshot
    self.parameters = parameters
    self.stems = stems
    let known = Dictionary(
      terms.map { ($0.term, Double($0.weight)) }, uniquingKeysWith: { a, _ in a })
    weights = stems.map { $0.terms.reduce(0) { $0 + (known[$1] ?? 0) } }
  }

  /// Scores the first `depth` hits again and puts them in order; the rest keep theirs, which no
  /// factor makes higher.
  func rerank(_ hits: inout [Hit]) throws(IndexError) {
    let depth = min(hits.count, parameters.depth)
    guard depth > 0 else { return }
    for segment in snapshot.segments.indices {
      let chosen = (0..<depth).filter { hits[$0].segment == segment }
      guard !chosen.isEmpty else { continue }
      try score(&hits, chosen.sorted { hits[$0].section < hits[$1].section }, segment)
    }
    // Equal scores stay as they were: the sort is stable.
    let order = (0..<depth).sorted {
      (hits[$1].score, $0) < (hits[$0].score, $1)
    }
    hits.replaceSubrange(0..<depth, with: order.map { hits[$0] })
  }

  private func score(_ hits: inout [Hit], _ chosen: [Int], _ segment: Int) throws(IndexError) {
    let arena = FlatArena()
    let source = snapshot.segments[segment].segment
    var matchers: [PhraseMatcher] = []
    for stem in stems { matchers.append(try PhraseMatcher(stem, source, arena: arena)) }
    for index in chosen {
      var starts: [[Int]] = []
      for stem in matchers.indices {
        starts.append(try matchers[stem].starts(in: hits[index].section))
      }
      hits[index].factors = factor(starts)
      hits[index].score *= hits[index].factors
    }
    withExtendedLifetime(arena) {}
  }

  private func factor(_ starts: [[Int]]) -> Double {
    var held = 0.0
    var total = 0.0
    for stem in stems.indices {
      total += weights[stem]
      if !starts[stem].isEmpty { held += weights[stem] }
    }
    let share = total > 0 ? held / total : 0
    return 1 + parameters.stems * share + parameters.adjacency * neighbours(starts)
  }

  /// Share of neighbouring stems that follow each other in the section.
  private func neighbours(_ starts: [[Int]]) -> Double {
    guard stems.count > 1 else { return 0 }
    var found = 0
    for stem in 0..<stems.count - 1 {
      let length = stems[stem].units.count
      let next = starts[stem + 1]
      let isFollowed = starts[stem].contains { start in
        let end = start + length
        return next.contains { $0 >= end && $0 <= end + parameters.adjacencyGap }
      }
      if isFollowed { found += 1 }
    }
    return Double(found) / Double(stems.count - 1)
  }
}
