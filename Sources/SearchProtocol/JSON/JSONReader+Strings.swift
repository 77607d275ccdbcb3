extension JSONReader {
  /// Reads a string; the cursor stands on its opening quote.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        offset += 1
        try escape(into: &text)
      case 0..<0x20:
        throw error("a control character in a string")
      default:
        text.append(byte)
        offset += 1
      }
    }
    throw error("the text ends within a string")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let byte: UInt8
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = bytes[offset]
    case UInt8(ascii: "b"): byte = 0x08
    case UInt8(ascii: "f"): byte = 0x0C
    case UInt8(ascii: "n"): byte = 0x0A
    case UInt8(ascii: "r"): byte = 0x0D
    case UInt8(ascii: "t"): byte = 0x09
    case UInt8(ascii: "u"):
      offset += 1
      text += "\(try unicode())".utf8
      return
    default: throw error("no escape like this")
    }
    offset += 1
    text.append(byte)
  }

  /// Reads what follows `\u`, with the second half of a surrogate pair if there is one.
  private mutating func unicode() throws(JSONError) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    let first = try hexUnit()
    guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) ?? replacement }
    let resume = offset
    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      offset = resume
      return replacement
    }
    let second = try hexUnit()
    guard second & 0xFC00 == 0xDC00 else {
      offset = resume
      return replacement
    }
    return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? replacement
  }

  private mutating func hexUnit() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Self.hexValue(byte) else {
        throw error("expected four hexadecimal digits")
      }
      unit = unit << 4 | digit
      offset += 1
    }
    return unit
  }

  private static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
