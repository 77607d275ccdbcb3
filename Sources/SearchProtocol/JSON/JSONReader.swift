/// Reads one JSON value (RFC 8259) from bytes.
///
/// Strict: no comments, no trailing commas, nothing but white space behind the value. Bytes that
/// are not UTF-8 and halves of surrogate pairs become U+FFFD. Depth is limited, so that hostile
/// input cannot exhaust the stack; length is for the caller to limit. O(n) in the bytes.
public struct JSONReader {
  /// How many arrays and objects may lie in each other.
  public static let defaultDepth = 32

  var bytes: [UInt8]
  var offset = 0
  private var depth: Int

  private init(_ bytes: [UInt8], depth: Int) {
    self.bytes = bytes
    self.depth = depth
  }

  /// Reads the one value in `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: The whole text.
  ///   - depth: How many arrays and objects may lie in each other.
  /// - Returns: The value.
  /// - Throws: `JSONError` with the offset of the first byte that does not fit.
  public static func read(
    _ bytes: [UInt8], depth: Int = defaultDepth
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes, depth: depth)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.offset == bytes.count else { throw reader.error("text after the value") }
    return value
  }
}

extension JSONReader {
  func error(_ detail: String) -> JSONError { JSONError(offset: offset, detail: detail) }

  /// The byte at the cursor; nil at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  /// Passes over `byte` if it is next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case nil: throw error("the text ends where a value should be")
    case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): return try number()
    default: throw error("no value begins like this")
    }
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    for byte in "\(word)".utf8 where !take(byte) { throw error("expected \(word)") }
    return value
  }

  private mutating func enter() throws(JSONError) {
    guard depth > 0 else { throw error("too many levels of arrays and objects") }
    depth -= 1
    offset += 1
    skipBlanks()
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    try enter()
    defer { depth += 1 }
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value())
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw error("expected a comma or ]") }
    }
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    try enter()
    defer { depth += 1 }
    var members: [String: JSONValue] = [:]
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
      let key = try string()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw error("expected a colon") }
      members[key] = try value()
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw error("expected a comma or }") }
    }
  }
}
