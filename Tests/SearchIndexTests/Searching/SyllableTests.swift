import TestSupport
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

  /// Also where it says nothing among other words.
  @Test(arguments: ["웹", "글", "수", "것", "그", "및", "왜", "이"])
  func wholeWordsStandBeforeOthers(syllable: String) throws {
    // Other words around make the sections equally long.
    let texts = ["나무 \(syllable)", "나무 \(syllable)나", "나 무\(syllable)", "나무 나무"]
    let index = try TestIndex(texts: texts + Array(repeating: "나무 나무", count: 20))
    let searcher = try index.searcher()
    for mode in [MatchMode.any, .all] {
      var options = SearchOptions()
      options.mode = mode
      let filters = ["", " -하늘", " -하늘*", " NOT (하늘 OR 바다)", " path:a.md", " (path:a OR path:b)"]
      for filter in filters {
        let results = try searcher.search(syllable + filter, options)
        #expect(results.total == 3, "\(syllable)\(filter)")
        #expect(try searcher.answers(results).map(\.ordinal) == [1, 2, 3], "\(syllable)\(filter)")
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
