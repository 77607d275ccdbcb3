import TestSupport
import Testing
import TextAnalysis

@testable import SearchIndex

/// The second stage against a plain scan of the first stage's answers.
@Suite struct RerankerTests {
  @Test func secondStageEqualsAPlainScan() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(8) {
      let index = try TestIndex()
      try index.commit(adding: (0..<3).map { maker.file("\($0).md", sections: 40) })
      let oracle = Oracle(index.files.values)
      let searcher = try index.searcher()
      for _ in 0..<12 {
        let query = maker.query()
        var options = SearchOptions()
        options.mode = query.mode
        options.limit = 1000
        let found = try searcher.answers(try searcher.search(query.text, options))
        #expect(found == expected(query, oracle), "\(query)")
      }
    }
  }

  /// The oracle's answers, as many as the second stage looks at scored again.
  private func expected(_ query: TestQuery, _ oracle: Oracle) -> [Oracle.Answer] {
    let clauses = oracle.effectiveClauses(query)
    let stems = oracle.words(clauses).flatMap(\.stems)
    var answers = oracle.answers(query)
    guard !stems.isEmpty else { return answers }
    let resolved = oracle.resolve(oracle.weighted(clauses))
    let weights = stems.map { stem in
      stem.terms.reduce(0.0) { sum, term in
        guard let number = oracle.number(term) else { return sum }
        return sum + Double(resolved.first { $0.number == number }?.weight ?? 0)
      }
    }
    let depth = min(RankingParameters().depth, answers.count)
    // As precise as the second stage is: scores that a Float cannot tell apart have an order, too.
    var scores = answers.map { Double($0.score) }
    for place in 0..<depth {
      let entry = oracle.entries.first {
        $0.file.fullPath == answers[place].path && $0.section.ordinal == answers[place].ordinal
      }
      guard let entry else { continue }
      scores[place] *= factor(stems.map { starts($0, entry, oracle) }, stems, weights)
      answers[place].score = Float(scores[place])
    }
    let order = (0..<depth).sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    return order.map { answers[$0] } + answers[depth...]
  }

  private func factor(
    _ starts: [Set<Int>], _ stems: [PhrasePattern], _ weights: [Double]
  ) -> Double {
    let total = weights.reduce(0, +)
    let held = stems.indices.reduce(0.0) { $0 + (starts[$1].isEmpty ? 0 : weights[$1]) }
    var pairs = 0
    for stem in stems.indices.dropLast() {
      let gaps = starts[stem].flatMap { start in
        starts[stem + 1].map { $0 - start - stems[stem].units.count }
      }
      if gaps.contains(where: { (0...3).contains($0) }) { pairs += 1 }
    }
    return 1 + 0.1 * (total > 0 ? held / total : 0)
      + 0.3 * Double(pairs) / Double(max(1, stems.count - 1))
  }

  /// Where a stem stands in a section, by trying every place of it.
  private func starts(_ stem: PhrasePattern, _ entry: Oracle.Entry, _ oracle: Oracle) -> Set<Int> {
    let places = stem.terms.map { oracle.number($0).flatMap { entry.places[$0] } ?? [] }
    let last = entry.places.values.joined().max() ?? 0
    return Set(
      (0...last).filter { start in
        stem.units.allSatisfy { unit in
          unit.contains { places[$0.term].contains(start + $0.offset) }
        }
      })
  }
}
