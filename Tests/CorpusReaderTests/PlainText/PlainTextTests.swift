import CorpusReader
import Testing

@Suite struct PlainTextTests {
  private func pages(_ text: String, name: String = "name.txt") throws -> [ReadSection] {
    let bytes = Array(text.utf8)
    let result = try read(bytes, as: name)
    checkRanges(result, in: bytes)
    return result.sections
  }

  @Test func onePageIsOneSection() throws {
    let pages = try pages("\n  first line\nsecond # not a heading\n")
    #expect(pages.map(\.text) == ["  first line\nsecond # not a heading"])
    #expect(pages[0].section.title == "first line" && pages[0].section.firstLine == 2)
  }

  @Test func formFeedsEndPages() throws {
    let pages = try pages("one\n\u{0C}two\nmore\n\u{0C}\n\u{0C}three")
    #expect(pages.map(\.text) == ["one", "two\nmore", "three"])
    #expect(pages.map(\.section.firstLine) == [1, 2, 5])
    #expect(pages.map(\.section.title) == ["one", "one", "one"])
  }

  @Test func aLongFirstLineIsNoTitle() throws {
    let pages = try pages(String(repeating: "가", count: 81) + "\nx", name: "d/memo.2023.txt")
    #expect(pages[0].section.title == "memo.2023")
    #expect(try titleOfLine(count: 80) == String(repeating: "가", count: 80))
  }

  private func titleOfLine(count: Int) throws -> String? {
    try pages(String(repeating: "가", count: count) + "\nx").first?.section.title
  }

  @Test func longPagesAreCutAtTheBestPlace() throws {
    let limit = 16 << 10
    let paragraphs = try pages(
      String(repeating: String(repeating: "word ", count: 300) + "\n\n", count: 30))
    #expect(
      paragraphs.count > 1
        && paragraphs.allSatisfy {
          $0.body.count % 1_501 == 1_499 % 1_501 || $0.body.count <= limit
        })
    let lines = try pages(String(repeating: "a line of text\n", count: 3_000))
    #expect(lines.allSatisfy { $0.text.hasPrefix("a line") && $0.text.hasSuffix("text") })
    let words = try pages(String(repeating: "word ", count: 10_000))
    #expect(words.allSatisfy { $0.text.hasPrefix("word") && $0.text.hasSuffix("word") })
    let nothing = try pages(String(repeating: "가", count: 20_000))
    #expect(nothing.allSatisfy { !$0.text.contains("\u{FFFD}") } && nothing.count == 4)
    for pages in [paragraphs, lines, words, nothing] {
      #expect(pages.allSatisfy { $0.body.count <= limit })
    }
  }

  /// In every unit, whatever stands on the lines before.
  @Test(arguments: ["txt", "md"])
  func piecesOfLongLinesKnowWhereTheyBegin(ending: String) throws {
    let words = ["가나 ", "ab ", "😀 ", "é ", "\t다"]
    let long = (0..<30_000).map { words[$0 * $0 % 5] }.joined()
    let text = "첫 줄\n\n" + long + "\n\n끝 " + long
    let sections = try read(text, as: "a." + ending).sections
    #expect(sections.count > 3)
    let bytes = Array(text.utf8)
    for section in sections.map(\.section) {
      let lineStart = bytes[..<section.bodyStart].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let before = String(decoding: bytes[lineStart..<section.bodyStart], as: UTF8.self)
      #expect(section.bodyOffset.bytes == before.utf8.count)
      #expect(section.bodyOffset.scalars == before.unicodeScalars.count)
      #expect(section.bodyOffset.utf16 == before.utf16.count)
    }
    #expect(sections.contains { $0.section.bodyOffset.bytes > 16_000 })
  }

  @Test func blankFilesHaveNoSections() throws {
    #expect(try pages("").isEmpty && pages(" \n\n\u{0C}\n").isEmpty)
    #expect(try read("", as: "a.md").summary.warnings.isEmpty)
  }

  @Test func datesComeFromThePath() throws {
    #expect(try pages("x", name: "2023/12/05.txt").first?.section.date?.description == "2023-12-05")
  }
}
