import Testing

@testable import SearchIndex

@Suite("Lines, columns and snippets")
struct PlaceTests {
  private func show(_ body: String, _ query: String, bodyLine: Int = 5) throws -> PresentedHit {
    var section = TestSection(body, title: "머리")
    section.firstLine = 3
    section.bodyLine = bodyLine
    let shown = try TestIndex([TestFile("a.md", [section])]).show(query)
    return try #require(shown?.hit)
  }

  @Test("line and column of the first match", arguments: ["\n", "\r\n"])
  func places(end: String) throws {
    let body = ["첫 줄", "", "둘째 줄 LLM은", "끝"].joined(separator: end)
    let hit = try show(body, "llm")
    #expect(hit.line == 7)
    #expect(hit.column == "둘째 줄 ".utf8.count + 1)
    #expect(hit.sectionLine == 3)
    #expect(hit.lineText == "둘째 줄 LLM은")
    #expect(Shown.pieces(hit.lineHighlights, of: hit.lineText) == ["LLM"])
    let first = try show(body, "첫")
    #expect(first.line == 5)
    #expect(first.column == 1)
    #expect(first.lineText == "첫 줄")
    #expect(try show(body, "끝").line == 8)
  }

  @Test("where only the title matches, its line is the place")
  func title() throws {
    let hit = try show("본문\n더", "머리")
    #expect(hit.line == 3)
    #expect(hit.column == 1)
    #expect(hit.lineText == "머리")
    #expect(hit.snippetLine == 5)
  }

  @Test("a record is one line of its file, whatever line breaks its text has")
  func record() throws {
    let hit = try show("하나\n둘\nLLM", "llm", bodyLine: 0)
    #expect(hit.line == 3)
    #expect(hit.column == 1)
    #expect(hit.snippetLine == 3)
    #expect(hit.lineText == "LLM")
  }

  @Test("a match across a line break is placed at its beginning")
  func acrossLines() throws {
    let hit = try show("앞 가우시안\n스플래팅 뒤", "\"가우시안 스플래팅\"")
    #expect(hit.line == 5)
    #expect(hit.column == "앞 ".utf8.count + 1)
    #expect(hit.lineText == "앞 가우시안")
    #expect(Shown.pieces(hit.lineHighlights, of: hit.lineText) == ["가우시안"])
    #expect(Shown.pieces(hit.highlights, of: hit.snippet) == ["가우시안\n스플래팅"])
  }

  @Test("a snippet shows the densest part, begins on its line, and keeps to its bytes")
  func snippet() throws {
    let filler = Array(repeating: "채움말 하나", count: 60).joined(separator: "\n")
    let body = "확산\n" + filler + "\n가우시안 스플래팅 확산\n" + filler
    var section = TestSection(body)
    section.bodyLine = 10
    let index = try TestIndex([TestFile("a.md", [section])])
    for limit in [40, 100, 240] {
      let shown = try #require(try index.show("가우시안 스플래팅 확산", snippetBytes: limit))
      #expect(shown.marked == ["가우시안", "스플래팅", "확산"])
      #expect(shown.hit.snippet.utf8.count <= limit)
      #expect(shown.hit.line == 71)
      let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
      let first = try #require(shown.hit.snippet.split(separator: "\n").first)
      #expect(lines[shown.hit.snippetLine - 10].hasSuffix(first))
    }
  }

  @Test("a body that begins within its line counts what stands before it, on that line alone")
  func piece() throws {
    var section = TestSection("😀 LLM\n모델 확산", title: "머리")
    section.bodyLine = 5
    section.bodyOffset = .init(bytes: 300, scalars: 100, utf16: 101)
    let index = try TestIndex([TestFile("a.md", [section])])
    let first = try #require(try index.show("llm")?.hit)
    #expect(first.line == 5 && first.column == 300 + 5 + 1)
    #expect(first.columnScalars == 100 + 2 + 1 && first.columnUTF16 == 101 + 3 + 1)
    let second = try #require(try index.show("확산")?.hit)
    #expect(second.line == 6 && second.column == 7 + 1)
    #expect(second.columnScalars == 3 + 1 && second.columnUTF16 == 3 + 1)
  }

  @Test("a long line is cut around the match")
  func longLine() throws {
    let filler = Array(repeating: "채움말", count: 300).joined(separator: " ")
    let hit = try show(filler + " LLM " + filler, "llm")
    #expect(hit.lineText.utf8.count <= 400)
    #expect(hit.column == filler.utf8.count + 2)
    #expect(Shown.pieces(hit.lineHighlights, of: hit.lineText) == ["LLM"])
  }

  @Test("all that is stored of a section is shown")
  func fields() throws {
    var section = TestSection("LLM", title: "제목")
    section.headings = ["바깥", "안"]
    section.authors = ["김 철수", "Jane Doe"]
    section.tags = ["cv"]
    section.link = "https://x.org/1"
    section.id = "d-1"
    section.date = 19_696
    let index = try TestIndex([TestFile("2023/a.md", [TestSection("다른 글"), section])])
    let hit = try #require(try index.show("llm")?.hit)
    #expect(hit.root == "/notes")
    #expect(hit.path == "2023/a.md")
    #expect(hit.ordinal == 2)
    #expect(hit.id == "d-1" && hit.title == "제목" && hit.link == "https://x.org/1")
    #expect(hit.headings == ["바깥", "안"])
    #expect(hit.date == "2023-12-05")
    let stored = try index.snapshot().section(at: hit.path, line: hit.sectionLine)
    #expect(stored?.record.authors == section.authors && stored?.record.tags == ["cv"])
  }
}
