import CorpusReader
import Testing

@Suite struct JSONLinesTests {
  private func records(_ text: String, options: ReadOptions = .init()) throws -> ReadResult {
    try read(text, as: "name.jsonl", options: options)
  }

  @Test func readsRecords() throws {
    let text = """
      {"id": "a", "title": "T", "text": "body", "url": "https://u", "link": "https://l", \
      "authors": ["A", {"name": "B", "x": [1]}], "date": "2023-12-05", "tags": ["x", "y z"]}

      {"text":"둘\\n째","id":12e0,"author":"C and D","tags":"p, q","extra":{"a":[1,{"b":null}]}}
      """
    let found = try records(text).sections
    let (one, two) = (found[0].section, found[1].section)
    #expect(one.id == "a" && one.title == "T" && one.link == "https://u")
    #expect(one.authors == ["A", "B"] && one.tags == ["x", "y z"])
    #expect(one.date?.description == "2023-12-05" && found[0].text == "body")
    #expect(two.id == "12e0" && two.title.isEmpty)
    #expect(two.authors == ["C", "D"] && two.tags == ["p", "q"] && found[1].text == "둘\n째")
    #expect([one.firstLine, two.firstLine] == [1, 3] && two.bodyLine == 3)
    let bytes = Array(text.utf8)
    #expect(bytes[two.byteRange].elementsEqual(bytes.suffix(two.byteRange.count)))
    #expect(two.bodyStart == two.byteRange.lowerBound && two.ordinal == 2)
  }

  @Test(arguments: [
    (#""\u0041\u00e9\uAC00""#, "Aé가"), (#""\ud83d\ude00!""#, "😀!"), (#""\ud83d""#, "\u{FFFD}"),
    (#""\ude00\ud83d\u0041""#, "\u{FFFD}\u{FFFD}A"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\u0000x""#, "\u{0}x"),
    (#""plain 한글 text""#, "plain 한글 text"),
  ])
  func decodesStrings(literal: String, text: String) throws {
    let found = try records("{\"title\":\"t\",\"text\":\(literal)}").sections
    #expect(found.first?.text == text)
  }

  @Test(arguments: [
    ("", "neither"), ("[1]", "not an object"), ("{\"text\":\"a\"", "expected '}'"),
    ("{\"text\":\"a}", "unterminated"), ("{\"text\" \"a\"}", "expected ':'"),
    ("{\"text\":\"a\"} x", "more text"), ("{\"text\":\"\\x\"}", "unknown escape"),
    ("{\"text\":\"\\u12g4\"}", "bad \\u"), ("{\"text\":\"a\tb\"}", "control character"),
    ("{\"a\":tru,\"text\":\"x\"}", "unknown word"), ("{\"a\":01,\"text\":\"x\"}", "not a value"),
    ("{\"a\":1.,\"text\":\"x\"}", "bad number"), ("{\"a\":-,\"text\":\"x\"}", "not a value"),
    ("{\"a\":[1,],\"text\":\"x\"}", "not a value"), ("{\"text\":5}", "not a string"),
    ("{\"a\":{\"b\"},\"text\":\"x\"}", "expected ':'"), ("{\"id\":1}", "neither"),
    ("{,\"text\":\"x\"}", "expected"), ("{\"a\":[1 2],\"text\":\"x\"}", "expected ']'"),
    ("{\"text\":\"x\",}", "expected"), ("{\"text\":", "expected a value"), ("nul", "not an object"),
  ])
  func warnsOfMalformedLinesAndGoesOn(line: String, reason: String) throws {
    let result = try records(
      "{\"text\":\"one\"}\n\(line.isEmpty ? "{}" : line)\n{\"text\":\"two\"}\n")
    #expect(result.sections.map(\.text) == ["one", "two"])
    #expect(result.summary.warnings.count == 1)
    let warning = result.summary.warnings.first ?? ""
    #expect(warning.hasPrefix("line 2:") && warning.contains(reason), "\(warning)")
  }

  @Test(arguments: [
    "{\"text\":\"x\",\"a\":-0.5E+3}", "{\"text\":null,\"title\":\"x\"}",
    " {\t\"text\" : \"x\" } \r",
    "{\"a\":{},\"b\":[],\"c\":[{},[]],\"text\":\"x\"}", "{\"te\\u0078t\":\"x\"}",
    "{\"text\":\"y\",\"text\":\"x\"}", "{\"text\":\"x\",\"authors\":[null,1,[\"a\"]],\"title\":{}}",
    "{\"text\":\"x\",\"id\":null,\"date\":5}",
  ])
  func acceptsOddButGoodLines(line: String) throws {
    let result = try records(line)
    #expect(result.sections.count == 1 && result.summary.warnings.isEmpty)
    #expect(result.sections.first.map { $0.text == "x" || $0.section.title == "x" } == true)
  }

  @Test func unknownFieldsMayNestDeep() throws {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let result = try records("{\"a\":\(deep),\"text\":\"x\"}\n{\"text\":\"y\"}")
    #expect(result.sections.map(\.text) == ["x", "y"])
  }

  @Test func warningsAreLimited() throws {
    let result = try records(String(repeating: "bad\n", count: 1_000))
    #expect(result.summary.warnings.count == 21)
    #expect(result.summary.warnings.last == "and 980 more warnings")
  }

  @Test func streamsAcrossChunks() throws {
    var text = ""
    for number in 0..<40_000 { text += "{\"id\":\(number),\"text\":\"글 \(number) \\u0041\"}\n" }
    text += "{\"id\":\"last\",\"text\":\"\(String(repeating: "긴", count: 900_000))\"}"
    let bytes = Array(text.utf8)
    let result = try read(bytes, as: "a.jsonl")
    #expect(result.sections.count == 40_001 && result.sections[39_999].text == "글 39999 A")
    #expect(result.sections.last?.body.count == 2_700_000)
    #expect(result.summary.bytes == UInt64(bytes.count))
    #expect(result.summary.contentHash == contentHash(bytes))
    for index in [0, 20_000, 39_999] {
      let section = result.sections[index].section
      let line = String(decoding: bytes[section.byteRange], as: UTF8.self)
      #expect(line.hasPrefix("{\"id\":\(index),") && line.hasSuffix("}\n"))
      #expect(section.firstLine == index + 1)
    }
  }

  @Test func skipsEndlessLines() throws {
    var options = ReadOptions()
    options.longestRecord = 1 << 20
    let long = "{\"text\":\"" + String(repeating: "x", count: 5 << 20) + "\"}\n"
    let result = try records("{\"text\":\"a\"}\n\(long){\"text\":\"b\"}\n\(long)", options: options)
    #expect(result.sections.map(\.text) == ["a", "b"])
    #expect(result.sections.last?.section.firstLine == 3)
    #expect(result.summary.warnings.map { $0.prefix(7) } == ["line 2:", "line 4:"])
  }

  @Test func marksAndEncodings() throws {
    let line = "{\"text\":\"한글 텍스트입니다\"}\n"
    let marked = try read([0xEF, 0xBB, 0xBF] + Array(line.utf8), as: "a.jsonl")
    #expect(marked.sections.map(\.section.byteRange) == [0..<line.utf8.count])
    let wide = try read(
      [0xFF, 0xFE] + line.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, as: "a.jsonl")
    #expect(wide.sections.map(\.text) == ["한글 텍스트입니다"] && wide.summary.encoding == "UTF-16LE")
    let broken = try read(
      Array("{\"text\":\"가나다라마".utf8) + [0xFF] + Array("\"}".utf8), as: "a.jsonl")
    #expect(broken.summary.warnings == ["1 invalid UTF-8 byte; the rest is indexed"])
    #expect(broken.sections.count == 1)
  }

  @Test func errorsOfTheCallerComeOutUnchanged() throws {
    let folder = try ScratchFolder()
    try folder.write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n")
    try folder.write("a.md", "# A\na\n# B\nb\n")
    var reader = DocumentReader.forTests()
    for name in ["a.jsonl", "a.md"] {
      var seen = 0
      #expect(throws: ScratchError.self) {
        try reader.read(folder.file(name)) { _, _ in
          seen += 1
          throw ScratchError(what: "stop")
        }
      }
      #expect(seen == 1)
    }
    #expect(try reader.collect(folder.file("a.md")).sections.count == 2)
  }
}
