import Testing

@testable import SearchIndex

@Suite struct SyllableTests {
  /// Occurrences of a syllable behind the first of a word.
  private func inside(_ syllable: Character) -> (OperatorSection) -> Int {
    { section in
      section.count { words in words.reduce(0) { $0 + $1.dropFirst().count { $0 == syllable } } }
    }
  }

  private func holds(_ syllable: Character) -> (OperatorSection) -> Bool {
    { section in section.holds { $0.contains { $0.contains(syllable) } } }
  }

  @Test func isFoundWhereverItStands() throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random)
    let oracle = OperatorOracle(library: library)
    for syllable: Character in ["가", "각", "나", "낙", "우", "고", "힣"] {
      for limit in [1, 5, 200] {
        let options = OperatorOracle.options(limit: limit)
        let slots = [inside(syllable)]
        try oracle.check("\(syllable)", options, slots: slots)
        try oracle.check("+\(syllable)", options, slots: slots, matches: holds(syllable))
        try oracle.check("-\(syllable)", options) { !holds(syllable)($0) }
      }
    }
  }

  @Test func wholeWordsComeFirst() throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random)
    let query = try library.searcher.prepare("가").query
    let inside = try #require(query.slots.first)
    #expect(query.terms.allSatisfy { $0.weight >= 5 * inside.weight })
  }
}
