import Testing

@testable import SearchIndex

@Suite("Titles of records without one")
struct DisplayTitleTests {
  private func show(_ section: TestSection, storesText: Bool = true) throws -> PresentedHit {
    let index = try TestIndex(
      [TestFile("x/records.jsonl", [section])],
      settings: IndexSettings(storesText: storesText))
    let shown = try index.show("낱말")
    return try #require(shown?.hit)
  }

  @Test("the first words of the text are shown, marked, and count once")
  func firstWords() throws {
    var section = TestSection(" \n\t낱말 하나\n둘째 줄")
    section.id = "r-1"
    let hit = try show(section)
    #expect(hit.title == "낱말 하나")
    #expect(Shown.pieces(hit.titleHighlights, of: hit.title) == ["낱말"])
    let index = try TestIndex([TestFile("a.jsonl", [section])])
    #expect(try index.searcher().search("title:낱말").hits.isEmpty)
  }

  @Test("a long line is cut between words, a long word anywhere")
  func longLines() throws {
    let words = try show(TestSection(String(repeating: "낱말 나열 ", count: 40))).title
    #expect(words.count <= 81 && words.hasSuffix("나열…") || words.hasSuffix("낱말…"))
    let word = try show(TestSection("낱말" + String(repeating: "가", count: 400))).title
    #expect(word.count == 81 && word.hasSuffix("가…"))
  }

  @Test("without stored text the id is shown, or the file's name")
  func withoutText() throws {
    var section = TestSection("낱말 하나")
    #expect(try show(section, storesText: false).title == "records.jsonl")
    section.id = "r-1"
    #expect(try show(section, storesText: false).title == "r-1")
    section.title = "제목"
    #expect(try show(section, storesText: false).title == "제목")
  }
}
