import SearchProtocol
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue {
    try JSONReader.read(Array(text.utf8))
  }

  @Test func readsEveryKind() throws {
    let text = #" { "a" : [ null , true , false , 1 , -2.5e3 , "x" ] , "b" : { } } "#
    let expected = JSONValue.object([
      "a": .array([.null, .bool(true), .bool(false), .integer(1), .number(-2500), .string("x")]),
      "b": .object([:]),
    ])
    #expect(try read(text) == expected)
  }

  @Test(arguments: [
    (#""\u00e9\u0041\/""#, "éA/"), (#""\ud83d\ude42""#, "🙂"), (#""\uD83D""#, "\u{FFFD}"),
    (#""\ude42x""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""가\n""#, "가\n"),
    (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\u0000""#, "\0"),
  ])
  func readsEscapes(text: String, expected: String) throws {
    #expect(try read(text) == .string(expected))
  }

  @Test func repairsInvalidUTF8() throws {
    #expect(try JSONReader.read([0x22, 0x61, 0xFF, 0x22]) == .string("a\u{FFFD}"))
  }

  @Test func keepsLargeIntegersExact() throws {
    #expect(try read("9223372036854775807") == .integer(.max))
    #expect(try read("-9223372036854775808") == .integer(.min))
    #expect(try read("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(try read("-0").double?.sign == .minus)
  }

  @Test func theLastOfEqualKeysCounts() throws {
    #expect(try read(#"{"a":1,"a":2}"#)["a"]?.integer == 2)
  }

  @Test(arguments: [
    ("", 0), ("  ", 2), ("{", 1), ("[1,]", 3), ("[1 2]", 3), (#"{"a"}"#, 4), (#"{"a":1,}"#, 7),
    ("{a:1}", 1), ("tru", 3), ("nul1", 3), ("01", 1), ("1.", 2), ("-", 1), ("1e", 2), ("+1", 0),
    (".5", 0), ("\"a", 2), ("\"a\n\"", 2), (#""\x""#, 2), (#""\u12g4""#, 5), ("1 1", 2),
    ("1e999", 0), ("'a'", 0), ("[1", 2), ("NaN", 0), ("[,1]", 1),
  ])
  func namesTheByteThatDoesNotFit(text: String, offset: Int) {
    let error = #expect(throws: JSONError.self) { try read(text) }
    #expect(error?.offset == offset, "\(text): \(error?.description ?? "no error")")
  }

  @Test func limitsDepth() throws {
    let nested = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(throws: Never.self) { try read(nested(JSONReader.defaultDepth)) }
    #expect(throws: JSONError.self) { try read(nested(JSONReader.defaultDepth + 1)) }
    #expect(throws: JSONError.self) { try read(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONError.self) { try read(String(repeating: #"{"a":"#, count: 100_000)) }
    let wide = "[" + String(repeating: "[],", count: 1000) + "[]]"
    #expect(try read(wide).array?.count == 1001)
  }
}
