import SearchProtocol
import Testing

@Suite struct JSONWriterTests {
  private func written(_ value: JSONValue) -> String {
    String(decoding: value.encoded, as: UTF8.self)
  }

  @Test func escapesWhatMustBeEscaped() {
    #expect(written(.string("a\"b\\c/d")) == #""a\"b\\c/d""#)
    #expect(written(.string("\u{8}\t\n\u{C}\r")) == #""\b\t\n\f\r""#)
    #expect(written(.string("\u{0}\u{1}\u{1B}\u{1F}")) == #""\u0000\u0001\u001b\u001f""#)
    #expect(written(.string("가우시안 🙂 \u{7F}")) == "\"가우시안 🙂 \u{7F}\"")
  }

  @Test(
    "an escape is written wherever it stands",
    arguments: ["가나 ~}!#[]abc", "AAAAAAAAAAAAAAAAA", "~ z0 A"])
  func escapesAnywhere(plain: String) {
    let scalars = Array(plain.unicodeScalars)
    for count in 0...scalars.count {
      for place in 0...count {
        for byte in UInt8(0)...0x7F {
          let before = text(scalars[..<place])
          let after = text(scalars[place..<count])
          let character = String(Unicode.Scalar(byte))
          #expect(
            written(.string(before + character + after))
              == "\"" + before + escaped(byte, character) + after + "\"")
        }
      }
    }
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    scalars.map { String($0) }.joined()
  }

  private func escaped(_ byte: UInt8, _ character: String) -> String {
    switch byte {
    case 0x22, 0x5C: "\\" + character
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    case 0..<0x10: "\\u000" + String(byte, radix: 16)
    case 0..<0x20: "\\u00" + String(byte, radix: 16)
    default: character
    }
  }

  @Test func keepsDecomposedTextAsItIs() {
    let decomposed = "\u{1100}\u{1161}"
    #expect(JSONValue.string(decomposed).encoded == Array("\"\(decomposed)\"".utf8))
  }

  @Test func repairsInvalidUTF8() {
    var writer = JSONWriter()
    writer.value(utf8: [0x61, 0xFF, 0xEA, 0xB0, 0x62])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"a\u{FFFD}\u{FFFD}b\"")
  }

  @Test(arguments: [
    (0.1, "0.1"), (5.0, "5"), (-0.5, "-0.5"), (1e300, "1e+300"), (-0.0, "-0"),
    (12.345678, "12.345678"), (.infinity, "null"), (.nan, "null"),
  ])
  func writesNumbersShort(number: Double, expected: String) {
    #expect(written(.number(number)) == expected)
  }

  @Test(arguments: [0, 7, -7, 9, 10, 19, 99, 100, 907, -1_000, Int.max, Int.min])
  func writesIntegers(number: Int) {
    #expect(written(.integer(Int64(number))) == "\(number)")
    var writer = JSONWriter()
    writer.value(UInt64.max)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(UInt64.max)")
  }

  @Test func putsCommasWhereTheyBelong() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("a", 1)
    writer.member("b", ["x", "y"])
    writer.member("c", [0..<2, 5..<24])
    writer.key("d")
    writer.beginObject()
    writer.endObject()
    writer.member("e", [String]())
    writer.member("f", true)
    writer.endObject()
    writer.endLine()
    writer.beginArray()
    writer.null()
    writer.value(-7)
    writer.endArray()
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(
      text == #"{"a":1,"b":["x","y"],"c":[[0,2],[5,24]],"d":{},"e":[],"f":true}"# + "\n[null,-7]")
  }
}
