import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Searching at the edges")
struct SearchEdgeTests {
  @Test("a query without words finds nothing and says why", arguments: ["", " ", "...", "· !?"])
  func nothing(query: String) throws {
    let results = try TestIndex(texts: ["가우시안 스플래팅"]).searcher().search(query)
    #expect(results.hits.isEmpty)
    #expect(results.total == 0)
    #expect(results.warnings.count == 1)
  }

  @Test("an index without sections answers")
  func empty() throws {
    let index = try TestIndex([TestFile("a.md", [])])
    let searcher = try index.searcher()
    for query in ["가나", "\"가나 다\"", "-가", "date:2023", "path:a", "title:x", ""] {
      let results = try searcher.search(query)
      #expect(results.hits.isEmpty)
      #expect(results.total == 0)
    }
  }

  @Test("limits and offsets of any size", arguments: [0, 1, 2, 3, 1_000_000, Int.max])
  func limits(limit: Int) throws {
    let searcher = try TestIndex(texts: ["가나", "가나 다라", "다라", "가나"]).searcher()
    for offset in [0, 1, 3, 4, Int.max] {
      var options = SearchOptions()
      options.limit = limit
      options.offset = offset
      let results = try searcher.search("가나", options)
      #expect(results.hits.count == min(limit, max(0, 3 - min(offset, 3))))
      #expect(results.total == 3)
    }
  }

  @Test("equal scores stand in corpus order, within a segment and across")
  func ties() throws {
    let paths = ["b.md", "a-b.md", "a/b.md", "a.md", "a/a.md"]
    let index = try TestIndex()
    for path in paths { try index.commit(adding: [TestFile(path, texts: ["같은 글", "같은 글"])]) }
    let searcher = try index.searcher()
    let found = try searcher.answers(try searcher.search("같은 글"))
    let expected = ["a/a.md", "a/b.md", "a-b.md", "a.md", "b.md"].flatMap {
      ["/notes/\($0)#1", "/notes/\($0)#2"]
    }
    #expect(found.map { "\($0.path)#\($0.ordinal)" } == expected)
  }

  @Test("a match whose score rounds to nothing is a hit all the same")
  func tinyScores() throws {
    // A syllable pair in the middle of a word: no term of the query but its bigram is there.
    let index = try TestIndex(texts: ["가나다", "나 라", "다 라"])
    let results = try index.searcher().search("\"나 다\"")
    #expect(results.total == 1)
    #expect(results.hits.count == 1)
  }

  @Test("a word that every section holds, beside rare ones, loses no hit")
  func commonWord() throws {
    var maker = CorpusMaker(SeededGenerator())
    let rare = (0..<30).map { "rare\($0)" }
    var texts = (0..<2000).map { _ in "공통" }
    texts[7] = "공통 " + (0..<4000).map { _ in maker.word() }.joined(separator: " ")
    texts[9] += " " + rare.joined(separator: " ")
    let index = try TestIndex(texts: texts)
    var query = TestQuery(clauses: [.init(text: "공통")] + rare.map { .init(text: $0) })
    for mode in [MatchMode.any, .all] {
      query.mode = mode
      try index.searcher().expectOracle(Oracle(index.files.values), query, limit: 10_000)
    }
  }

  @Test("without counting, the hits are the same")
  func uncounted() throws {
    var maker = CorpusMaker(SeededGenerator())
    let searcher = try TestIndex(maker.files(sections: 60)).searcher()
    for _ in Rounds.of(40) {
      let query = maker.query()
      var options = SearchOptions()
      options.mode = query.mode
      let counted = try searcher.search(query.text, options)
      options.countsTotal = false
      let uncounted = try searcher.search(query.text, options)
      #expect(try searcher.answers(uncounted) == searcher.answers(counted), "\(query)")
    }
  }

  @Test("documents are named by their id, else by path and number")
  func documentID() throws {
    var record = TestSection("가나")
    record.id = "doc-7"
    let index = try TestIndex([TestFile("a.md", [record, TestSection("가나 다라")])])
    let searcher = try index.searcher()
    let hits = try searcher.search("가나").hits
    #expect(try hits.map { try searcher.documentID($0) } == ["doc-7", "a.md#2"])
  }

  @Test("with the whitespace analyzer too, a body cannot pass for a title")
  func marksCannotBeTyped() throws {
    var section = TestSection("", title: "bar")
    section.body = [0x02] + Array("foo".utf8)
    let index = try TestIndex(
      [TestFile("a.md", [section])], settings: IndexSettings(analyzer: .whitespace))
    #expect(try index.searcher().search("title:foo").hits.isEmpty)
    #expect(try index.searcher().search("title:bar").hits.count == 1)
    #expect(try index.snapshot().verify { _ in }.problems.isEmpty)
  }
}
