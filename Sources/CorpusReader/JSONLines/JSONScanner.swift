/// Why a line is not JSON.
struct JSONError: Error, Equatable {
  /// What was wrong or missing.
  let what: String
  /// Where, in bytes from the start of the scanned bytes.
  let offset: Int
}

/// A string literal inside JSON.
struct JSONString: Equatable {
  /// The bytes between the quotation marks.
  let range: Range<Int>
  /// Whether it holds escapes and must be decoded.
  let isEscaped: Bool
}

/// Walks over one JSON text (RFC 8259) without building anything.
///
/// It holds offsets only; the bytes are passed to each call. Nesting costs a byte a level.
struct JSONScanner {
  private(set) var offset: Int
  let end: Int

  /// Starts at the front of `range`.
  init(_ range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The next byte that is not white space, without passing it; nil at the end.
  mutating func peek(_ json: Span<UInt8>) -> UInt8? {
    while offset < end {
      let byte = json[offset]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      offset += 1
    }
    return nil
  }

  /// Passes `byte`, after white space, if it comes next.
  mutating func pass(_ byte: UInt8, _ json: Span<UInt8>) -> Bool {
    guard peek(json) == byte else { return false }
    offset += 1
    return true
  }

  /// Passes `byte` or fails.
  mutating func expect(_ byte: UInt8, _ json: Span<UInt8>) throws(JSONError) {
    guard pass(byte, json) else {
      throw JSONError(what: "expected '\(Character(Unicode.Scalar(byte)))'", offset: offset)
    }
  }

  /// Passes a string literal, checking its escapes.
  mutating func string(_ json: Span<UInt8>) throws(JSONError) -> JSONString {
    try expect(UInt8(ascii: "\""), json)
    let start = offset
    var isEscaped = false
    while true {
      offset = json.plainStringEnd(from: offset, to: end)
      guard offset < end else { throw JSONError(what: "unterminated string", offset: start - 1) }
      switch json[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return JSONString(range: start..<offset - 1, isEscaped: isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        try passEscape(json)
      default:
        throw JSONError(what: "control character in a string", offset: offset)
      }
    }
  }

  /// Passes a value of any kind and everything in it; returns its bytes.
  mutating func skipValue(_ json: Span<UInt8>) throws(JSONError) -> Range<Int> {
    _ = peek(json)
    let start = offset
    var open: [UInt8] = []
    repeat {
      if try enterContainer(json, &open) { continue }
      try closeContainers(json, &open)
    } while !open.isEmpty
    return start..<offset
  }

  /// Passes a scalar or the opening of a container; true when a value comes next.
  private mutating func enterContainer(
    _ json: Span<UInt8>, _ open: inout [UInt8]
  ) throws(JSONError) -> Bool {
    switch peek(json) {
    case UInt8(ascii: "{"):
      offset += 1
      if pass(UInt8(ascii: "}"), json) { return false }
      open.append(UInt8(ascii: "}"))
      try key(json)
      return true
    case UInt8(ascii: "["):
      offset += 1
      if pass(UInt8(ascii: "]"), json) { return false }
      open.append(UInt8(ascii: "]"))
      return true
    case UInt8(ascii: "\""): _ = try string(json)
    case UInt8(ascii: "t"): try word("true", json)
    case UInt8(ascii: "f"): try word("false", json)
    case UInt8(ascii: "n"): try word("null", json)
    default: try number(json)
    }
    return false
  }

  /// After a value: passes closing brackets up to the comma before the next value.
  private mutating func closeContainers(
    _ json: Span<UInt8>, _ open: inout [UInt8]
  ) throws(JSONError) {
    while let closing = open.last {
      if pass(UInt8(ascii: ","), json) {
        if closing == UInt8(ascii: "}") { try key(json) }
        return
      }
      try expect(closing, json)
      open.removeLast()
    }
  }

  private mutating func key(_ json: Span<UInt8>) throws(JSONError) {
    _ = try string(json)
    try expect(UInt8(ascii: ":"), json)
  }

  private mutating func word(_ text: StaticString, _ json: Span<UInt8>) throws(JSONError) {
    let length = text.utf8CodeUnitCount
    guard offset + length <= end, json.starts(with: text, at: offset) else {
      throw JSONError(what: "unknown word", offset: offset)
    }
    offset += length
  }

  private mutating func number(_ json: Span<UInt8>) throws(JSONError) {
    let start = offset
    passByte(UInt8(ascii: "-"), json)
    let leadingZero = offset < end && json[offset] == UInt8(ascii: "0")
    let digits = passDigits(json)
    guard digits > 0, !leadingZero || digits == 1 else {
      throw JSONError(what: start == end ? "expected a value" : "not a value", offset: start)
    }
    if passByte(UInt8(ascii: "."), json) { try requireDigits(json) }
    if passByte(UInt8(ascii: "e"), json) || passByte(UInt8(ascii: "E"), json) {
      if !passByte(UInt8(ascii: "+"), json) { passByte(UInt8(ascii: "-"), json) }
      try requireDigits(json)
    }
  }

  @discardableResult
  private mutating func passByte(_ byte: UInt8, _ json: Span<UInt8>) -> Bool {
    guard offset < end, json[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func passDigits(_ json: Span<UInt8>) -> Int {
    let start = offset
    while offset < end, json[offset].isASCIIDigit { offset += 1 }
    return offset - start
  }

  private mutating func requireDigits(_ json: Span<UInt8>) throws(JSONError) {
    guard passDigits(json) > 0 else { throw JSONError(what: "bad number", offset: offset) }
  }

  private mutating func passEscape(_ json: Span<UInt8>) throws(JSONError) {
    guard offset + 1 < end else { throw JSONError(what: "unterminated string", offset: offset) }
    switch json[offset + 1] {
    case UInt8(ascii: "u"):
      guard offset + 6 <= end, JSONEscapes.codeUnit(json, at: offset + 2) != nil else {
        throw JSONError(what: "bad \\u escape", offset: offset)
      }
      offset += 6
    case let byte:
      guard JSONEscapes.plain(byte) != nil else {
        throw JSONError(what: "unknown escape", offset: offset)
      }
      offset += 2
    }
  }
}
