import TestSupport
import Testing

@testable import SearchIndex

@Suite("Explaining scores")
struct ExplainTests {
  @Test("the lines add up to the score exactly")
  func sums() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(8) {
      let index = try TestIndex()
      try index.commit(adding: maker.files(sections: 40))
      try index.commit(adding: maker.files(sections: 20))
      let searcher = try index.searcher()
      for _ in 0..<15 {
        let query = maker.query()
        var options = SearchOptions()
        options.mode = query.mode
        options.explain = true
        for hit in try searcher.search(query.text, options).hits {
          let lines = try #require(hit.explanation).lines
          #expect(lines.reduce(0) { $0 + $1.value } == hit.score, "\(query)")
          #expect(lines.allSatisfy { !$0.term.isEmpty && !$0.detail.isEmpty })
        }
      }
    }
  }

  @Test("terms are shown as people read them")
  func terms() throws {
    let index = try TestIndex([TestFile("a.md", [TestSection("가나", title: "LLM")])])
    var options = SearchOptions()
    options.explain = true
    let hit = try #require(try index.searcher().search("가나 title:llm", options).hits.first)
    let lines = try #require(hit.explanation).lines
    #expect(Set(lines.map(\.term)) == ["^가", "가나", "title:llm", "second stage"])
  }

  @Test("hits carry no explanation unless asked")
  func plain() throws {
    let hit = try #require(try TestIndex(texts: ["가나"]).searcher().search("가나").hits.first)
    #expect(hit.explanation == nil)
  }
}
