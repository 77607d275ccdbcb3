import CorpusReader
import TestSupport
import Testing

@Suite struct MarkdownSectionTests {
  /// What a table line expects of a section.
  private struct Row: Equatable, CustomStringConvertible {
    var title: String
    var path: [String] = []
    var first: Int
    var body: Int
    var text: String
    var description: String { "\(title)|\(path)|\(first)|\(body)|\(text)" }
  }

  /// Reads Markdown and checks every section's ranges against the text itself.
  private func sections(
    _ text: String, name: String = "name.md", options: ReadOptions = .init()
  ) throws -> [ReadSection] {
    let bytes = Array(text.utf8)
    let result = try read(bytes, as: name, options: options)
    checkRanges(result, in: bytes)
    return result.sections
  }

  private func rows(_ text: String) throws -> [Row] {
    try sections(text).map { read in
      let section = read.section
      return Row(
        title: section.title, path: section.headingPath, first: section.firstLine,
        body: section.bodyLine, text: read.text)
    }
  }

  @Test func splitsAtHeadingsOfEveryLevel() throws {
    let text = """
      intro

      # One
      first

      ## Two ##

        second
      more

      # Three
      """
    #expect(
      try rows(text) == [
        Row(title: "intro", first: 1, body: 1, text: "intro"),
        Row(title: "One", first: 3, body: 4, text: "first"),
        Row(title: "Two", path: ["One"], first: 6, body: 8, text: "  second\nmore"),
        Row(title: "Three", first: 11, body: 12, text: ""),
      ])
  }

  @Test func aHeadingWithoutTextIsOnlyAParentOfDeeperOnes() throws {
    let text = "# A\n\n## B\n\n### C\nc\n## D\n## E\n# F\n\n"
    #expect(
      try rows(text) == [
        Row(title: "C", path: ["A", "B"], first: 5, body: 6, text: "c"),
        Row(title: "D", path: ["A"], first: 7, body: 8, text: ""),
        Row(title: "E", path: ["A"], first: 8, body: 9, text: ""),
        Row(title: "F", first: 9, body: 10, text: ""),
      ])
  }

  @Test func underlinedHeadingsCount() throws {
    let text = "Title\nover *two*\n===\ntext\n\nNext\n---\n# Last\nx\n\nAlone\n==="
    #expect(
      try rows(text) == [
        Row(title: "Title over two", first: 1, body: 4, text: "text"),
        Row(title: "Next", path: ["Title over two"], first: 6, body: 8, text: ""),
        Row(title: "Last", first: 8, body: 9, text: "x"),
        Row(title: "Alone", first: 11, body: 13, text: ""),
      ])
  }

  @Test(arguments: [
    "```\n# no\n```", "~~~ sh\n# no\n```\n# no\n~~~", "    # no", "> # no", "- # no", "1. # no",
    "<!--\n\n# no\n\n-->", "<pre>\n\n# no\n</pre>", "<script>\n\n# no\n\n</script>", "#no",
    "\\# no",
    "text\n    # no", "####### no", "- a\n\n  # no", "<?php\n\n# no\n ?> x",
    "<![CDATA[\n\n# no\n]]>",
    "> a\nlazy\n> ===", "a | b\n-|-\n", "* * *\n- - -\n", "<!X\n\n# no\n>",
  ])
  func whatLooksLikeAHeadingButIsNone(text: String) throws {
    let found = try sections("# Top\n" + text + "\n")
    #expect(found.map(\.section.title) == ["Top"])
  }

  @Test(arguments: [
    "```\na\n```\n# Yes", "<!-- a -->\n# Yes", "<div>\n\n# Yes", "> quote\n# Yes", "- item\n# Yes",
    "text `code\n# Yes", "<!-- a\nx --> tail\n# Yes", "<pre>a</PRE>\n# Yes", "   # Yes",
    "- item\n\nYes\n---", "``` a`b\n# Yes", "[a]: /url\n# Yes", "#\tYes", "text\n# Yes #",
    "<script>\nif (a > b) x();\n</script>\n# Yes", "# **Yes**", "# `Yes`", "# [Yes](https://a.b)",
    "# Yes\\", "# &#89;es",
  ])
  func headingsAfterOtherBlocks(text: String) throws {
    let found = try sections("# Top\nx\n" + text + "\nbody\n")
    #expect(found.map { String($0.section.title.prefix(3)) }.contains("Yes"), "\(text)")
    #expect(found.last?.text == "body")
  }

  @Test func resolvesHeadings() throws {
    let text = """
      ### [Deep *Cache* &amp; `x_y`](https://arxiv.org/abs/1 "t") ![alt](i.png) <b>bold</b>
      x
      ## [Ref][1] and [two]
      x
      ##   \u{3000}
      x
      ## <https://auto.link>
      x

      [1]: https://one.example/a
      [two]: <https://two.example>
      """
    let found = try sections(text).map(\.section)
    #expect(
      found.map(\.title) == [
        "Deep Cache & x_y alt bold", "Ref and two", "name", "https://auto.link",
      ])
    #expect(
      found.map(\.link) == [
        "https://arxiv.org/abs/1", "https://one.example/a", nil, "https://auto.link",
      ])
  }

  @Test func readsADigest() throws {
    let text = """
      ## Daily Papers (2023-12-05)

      ### [DeepCache](https://arxiv.org/abs/2312.00858)

      ![](https://x/y.png)

      Vote: 21

      Authors: Xinyin Ma, Gongfan Fang, Xinchao Wang

      - 증류(distillation) 없이 빠르다.

      ### Other (2024. 1. 2.)
      x
      """
    let found = try sections(text, name: "2020-01-01.md").map(\.section)
    #expect(found.map(\.ordinal) == [1, 2])
    #expect(found[0].headingPath == ["Daily Papers (2023-12-05)"])
    #expect(found[0].authors == ["Xinyin Ma", "Gongfan Fang", "Xinchao Wang"])
    #expect(found.map { $0.date?.description } == ["2023-12-05", "2024-01-02"])
    #expect(found[0].firstLine == 3 && found[0].bodyLine == 5)
  }

  @Test(arguments: [
    ("authors: A B, C D and E", ["A B", "C D", "E"]), ("- **Authors**: A, B", ["A", "B"]),
    ("* **Author(s):** A; B, Jr.", ["A", "B, Jr."]), ("저자: 김철수, 이영희", ["김철수", "이영희"]),
    ("__저자__ : 김철수、박", ["김철수", "박"]), ("AUTHOR: [A](https://a.b), *B*, et al.", ["A", "B"]),
    ("Authors A, B", []), ("Authority: A", []), ("The authors: A", []), ("Authors:", []),
    ("저자들: A & B", ["A", "B"]), ("Authors: Alexander Band", ["Alexander Band"]),
  ])
  func findsAuthors(line: String, names: [String]) throws {
    let found = try sections("# T\ntext\n\n" + line + "\nmore\n")
    #expect(found.first?.section.authors == names)
  }

  @Test func inheritsFrontMatter() throws {
    let text = """
      ---
      title: "A 'title'"
      date: 2021-10-24 14:32:16 +0900
      tags: [one, "#two"]
      author: A and B
      url: https://a.b/c
      other: [[/x]]
      ---
      before

      # One
      1
      # Two (2022-01-01)
      Authors: C
      """
    let found = try sections(text).map(\.section)
    #expect(found.map(\.title) == ["A 'title'", "One", "Two (2022-01-01)"])
    #expect(found.map(\.firstLine) == [9, 11, 13])
    #expect(found.allSatisfy { $0.tags == ["one", "two"] && $0.link == "https://a.b/c" })
    #expect(found.map(\.authors) == [["A", "B"], ["A", "B"], ["C"]])
    #expect(
      found.map { $0.date?.description } == ["2021-10-24", "2021-10-24", "2022-01-01"])
  }

  @Test func readsKoreanAndNestedFrontMatter() throws {
    let text = """
      ---
      제목: 민법
      출처: https://law.go.kr/x
      tag: study jwp
      authors:
        - name: 김
          at: here
        - 이
      ---
      본문
      """
    let section = try #require(try sections(text).first?.section)
    #expect(section.title == "민법" && section.link == "https://law.go.kr/x")
    #expect(section.tags == ["study", "jwp"] && section.authors == ["김", "이"])
  }

  @Test func malformedFrontMatterIsTextWithAWarning() throws {
    let result = try read("---\na: [\nb\n---\nx\n", as: "a.md")
    #expect(result.summary.warnings.count == 1 && result.sections.count >= 1)
    #expect(result.summary.warnings[0].contains("front matter is not YAML"))
    #expect(result.sections.map(\.text).joined().contains("x"))
  }

  @Test(arguments: [
    ("---\n\ntext\n\n---\nmore", false), ("--- \ntitle: x\n---\t\nmore", true),
    ("---\ntitle: x\nmore", false), ("\n---\ntitle: x\n---\nmore", false),
    ("---\n---\nmore", true), ("---\r\ntitle: x\r\n---\r\nmore", true),
    ("----\ntitle: x\n----\nmore", false),
  ])
  func tellsFrontMatterFromRules(text: String, isFrontMatter: Bool) throws {
    let found = try sections(text)
    #expect((found.first?.text == "more") == isFrontMatter, "\(found.map(\.text))")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func countsLinesWithEveryLineEnd(end: String) throws {
    let text = [
      "intro", "", "# A", "", "> a", "B", "", "C", "---", "b", "```", "# no", "```", "# D", "d",
    ]
    let found = try sections(text.joined(separator: end)).map(\.section)
    #expect(found.map(\.title) == ["intro", "A", "C", "D"])
    #expect(found.map(\.firstLine) == [1, 3, 8, 14])
    #expect(found.map(\.bodyLine) == [1, 5, 10, 15])
  }

  @Test func aLoneCarriageReturnEndsNoLineWhereThereAreLineFeeds() throws {
    let found = try sections("a\r# no\nb\n# Yes\rx\nc")
    #expect(found.map(\.section.firstLine) == [1, 3])
    #expect(found.map(\.section.title) == ["a # no", "Yes x"])
  }

  @Test func cutsLongBodiesAtParagraphs() throws {
    let paragraph = String(repeating: "가나다라 마바사. ", count: 400) + "\n\n"
    let text = "# T\n" + String(repeating: paragraph, count: 20) + "# Next\nx"
    let found = try sections(text)
    #expect(found.count > 3 && found.last?.section.title == "Next")
    #expect(found.dropLast().allSatisfy { $0.section.title == "T" && $0.body.count <= 64 << 10 })
    #expect(found.dropLast().allSatisfy { $0.text.hasPrefix("가나다라") && $0.text.hasSuffix("사.") })
    #expect(found.map(\.section.ordinal) == Array(1...found.count))
    for (left, right) in zip(found, found.dropFirst()) {
      #expect(left.section.byteRange.upperBound == right.section.byteRange.lowerBound)
    }
  }

  @Test func cutsEndlessLinesBetweenScalars() throws {
    let found = try sections("# T\n" + String(repeating: "가", count: 100_000))
    #expect(found.count == 5)
    #expect(found.allSatisfy { !$0.text.contains("\u{FFFD}") })
    #expect(found.map(\.body.count).reduce(0, +) == 300_000)
  }

  @Test func documentsOfManyChunksReadAsOne() throws {
    var text = ""
    for number in 0..<9_000 {
      text += number.isMultiple(of: 3) ? "# H\(number)\n" : "Under \(number)\n---\n"
      text += "- item\n\n  para\n\n```\n# no\n```\n"
    }
    let found = try sections(text)
    #expect(found.count == 9_000)
    #expect(found.last?.section.title == "Under 8999")
  }

  @Test(arguments: ["a\n", "- a\n", "> a\n", "    a\n"])
  func aSingleHugeBlockEnds(line: String) throws {
    let lines = Rounds.of(150_000).count
    let found = try sections(String(repeating: line, count: lines) + "\n# End\nx")
    #expect(found.last?.section.title == "End" && found.last?.section.firstLine == lines + 2)
  }

  @Test func aHugeCodeBlockHidesItsHashes() throws {
    let lines = Rounds.of(100_000).count
    let found = try sections(
      "```\n" + String(repeating: "# no\n", count: lines) + "```\n# End\nx")
    #expect(found.last?.section.firstLine == lines + 3)
    #expect(found.filter { $0.section.title == "no" }.isEmpty)
  }

  @Test(arguments: [
    ("<!-- ", " -->\n# Yes\n"), ("=", "x\n# Yes\n"), ("text > ", "\n# Yes\n"), ("[", "\n# Yes\n"),
    ("> ", "a\n# Yes\n"), ("`", "\n# no\n```\n"), ("# ", "\nbody\n"), ("*a", "\n# Yes\n"),
  ])
  func longLinesAreCheap(unit: String, tail: String) throws {
    let text =
      "# Top\n" + String(repeating: unit, count: Rounds.of(400_000).count / unit.utf8.count)
      + tail
    // What takes time in proportion to the square of a line would not end here.
    #expect(try sections(text).first?.section.title == "Top")
  }

  @Test func aLineOfTwentyMegabytes() throws {
    let text =
      "# Top\n" + String(repeating: "한글 text *x* [y](z) ", count: Rounds.of(20 << 20 / 24).count)
      + "\n# End\nx"
    let result = try read(text, as: "a.md")
    #expect(result.sections.last?.section.title == "End")
    #expect(result.sections.count > 300 / Rounds.divisor)
  }
}
