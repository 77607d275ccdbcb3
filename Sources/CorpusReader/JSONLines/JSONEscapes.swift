/// Decodes the escapes of JSON strings.
enum JSONEscapes {
  /// What a one-letter escape stands for; nil when there is no such escape.
  static func plain(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The UTF-16 code unit of four hexadecimal digits; nil when one is not a digit.
  static func codeUnit(_ json: Span<UInt8>, at offset: Int) -> UInt32? {
    var unit: UInt32 = 0
    for index in offset..<offset + 4 {
      let byte = json[index]
      let digit: UInt8
      switch byte.asciiLowercased {
      case 0x30...0x39: digit = byte - 0x30
      case 0x61...0x66: digit = byte.asciiLowercased - 0x61 + 10
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// Appends the text of `string`, which the scanner has checked, to `output`.
  ///
  /// Half a surrogate pair becomes U+FFFD.
  static func decode(_ string: JSONString, of json: Span<UInt8>, into output: inout [UInt8]) {
    var index = string.range.lowerBound
    let end = string.range.upperBound
    while index < end {
      let escape = json.firstIndex(of: UInt8(ascii: "\\"), in: index..<end) ?? end
      output.append(json, index..<escape)
      guard escape < end else { return }
      if let byte = plain(json[escape + 1]) {
        output.append(byte)
        index = escape + 2
      } else {
        index = decodeUnits(json, at: escape, end: end, into: &output)
      }
    }
  }

  /// Decodes `\uXXXX` at `offset`, with its second half; returns the offset after it.
  private static func decodeUnits(
    _ json: Span<UInt8>, at offset: Int, end: Int, into output: inout [UInt8]
  ) -> Int {
    let unit = codeUnit(json, at: offset + 2) ?? 0xFFFD
    if unit & 0xFC00 == 0xD800, offset + 12 <= end, json.starts(with: "\\u", at: offset + 6),
      let low = codeUnit(json, at: offset + 8), low & 0xFC00 == 0xDC00
    {
      append(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), to: &output)
      return offset + 12
    }
    append(unit, to: &output)
    return offset + 6
  }

  private static func append(_ value: UInt32, to output: inout [UInt8]) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
