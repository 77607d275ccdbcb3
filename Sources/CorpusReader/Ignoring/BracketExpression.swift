/// Reads `[a-z]`, `[!abc]`, `[[:alpha:]_]` as git's wildmatch does.
enum BracketExpression {
  /// The set that the expression at the front of `pattern` stands for, and its length.
  ///
  /// Nil when it is not closed or names an unknown class; such a pattern matches nothing.
  static func parse(_ pattern: ArraySlice<UInt8>) -> (set: ByteSet, length: Int)? {
    var set = ByteSet()
    var rest = pattern.dropFirst()
    let isInverted = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isInverted { rest = rest.dropFirst() }
    var isFirst = true
    while let byte = rest.first {
      if byte == UInt8(ascii: "]"), !isFirst {
        if isInverted { set.invert() }
        return (set, rest.startIndex + 1 - pattern.startIndex)
      }
      isFirst = false
      if byte == UInt8(ascii: "["), rest.dropFirst().first == UInt8(ascii: ":") {
        guard let end = insertClass(rest, into: &set) else { return nil }
        rest = rest[end...]
      } else {
        guard let end = insertRange(rest, into: &set) else { return nil }
        rest = rest[end...]
      }
    }
    return nil
  }

  /// Inserts the byte or range at the front of `rest`; returns where the next item starts.
  private static func insertRange(_ rest: ArraySlice<UInt8>, into set: inout ByteSet) -> Int? {
    guard let (first, afterFirst) = item(rest) else { return nil }
    let tail = rest[afterFirst...]
    guard tail.first == UInt8(ascii: "-"), let next = tail.dropFirst().first,
      next != UInt8(ascii: "]")
    else {
      set.insert(first)
      return afterFirst
    }
    guard let (last, afterLast) = item(tail.dropFirst()) else { return nil }
    if first <= last { for byte in first...last { set.insert(byte) } }
    return afterLast
  }

  /// A byte, perhaps behind a backslash, and the index after it.
  private static func item(_ rest: ArraySlice<UInt8>) -> (UInt8, Int)? {
    guard let byte = rest.first else { return nil }
    guard byte == UInt8(ascii: "\\") else { return (byte, rest.startIndex + 1) }
    return rest.dropFirst().first.map { ($0, rest.startIndex + 2) }
  }

  /// Inserts the class `[:name:]` at the front of `rest`.
  private static func insertClass(_ rest: ArraySlice<UInt8>, into set: inout ByteSet) -> Int? {
    let name = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "]") }
    guard name.endIndex < rest.endIndex, name.last == UInt8(ascii: ":"),
      let contains = characterClass(String(decoding: name.dropLast(), as: UTF8.self))
    else { return nil }
    for byte in UInt8.min...0x7F where contains(byte) { set.insert(byte) }
    return name.endIndex + 1
  }

  private static func characterClass(_ name: String) -> ((UInt8) -> Bool)? {
    func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    func isAlpha(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
    func isGraphic(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
    switch name {
    case "alpha": return isAlpha
    case "digit": return { $0.isASCIIDigit }
    case "alnum": return { isAlpha($0) || $0.isASCIIDigit }
    case "upper": return isUpper
    case "lower": return isLower
    case "space": return { $0.isASCIISpace }
    case "blank": return { $0 == 0x20 || $0 == 0x09 }
    case "punct": return { isGraphic($0) && !isAlpha($0) && !$0.isASCIIDigit }
    case "print": return { isGraphic($0) || $0 == 0x20 }
    case "graph": return isGraphic
    case "cntrl": return { $0 < 0x20 || $0 == 0x7F }
    case "xdigit": return { $0.isASCIIDigit || (0x61...0x66).contains($0.asciiLowercased) }
    default: return nil
    }
  }
}
