/// What the first kilobytes of a file tell: a byte order mark, UTF-16 without one, or binary data.
enum HeadSniffer {
  /// How far into the file a NUL byte makes it binary, in bytes.
  static let window = 8 << 10

  /// What a file starts with.
  enum Finding: Equatable {
    /// A byte order mark of `length` bytes.
    case mark(TextEncoding, length: Int)
    /// UTF-16 without a mark.
    case utf16(TextEncoding)
    /// A NUL byte where text has none.
    case binary(offset: Int)
    /// Some encoding of one byte and more; look at the bytes.
    case bytes
  }

  /// Looks at the head of `file`; constant time.
  static func examine(_ file: Span<UInt8>) -> Finding {
    if let mark = byteOrderMark(of: file) { return mark }
    let window = 0..<min(file.count, window)
    guard let nul = file.firstIndex(of: 0, in: window) else { return .bytes }
    if looksUTF16(file, window, littleEndian: true) { return .utf16(.utf16LittleEndian) }
    if looksUTF16(file, window, littleEndian: false) { return .utf16(.utf16BigEndian) }
    return .binary(offset: nul)
  }

  /// Throws when `head` is binary data.
  static func requireText(_ head: Span<UInt8>, of path: String) throws(ReadError) {
    guard case .binary(let offset) = examine(head) else { return }
    throw ReadError(.binary, path: path, what: "looks binary (NUL byte at offset \(offset))")
  }

  private static func byteOrderMark(of file: Span<UInt8>) -> Finding? {
    if file.starts(with: "\u{FEFF}", at: 0) { return .mark(.utf8, length: 3) }
    guard file.count >= 2 else { return nil }
    let big = file[0] == 0xFE && file[1] == 0xFF
    let little = file[0] == 0xFF && file[1] == 0xFE
    if little, file.count >= 4, file[2] == 0, file[3] == 0 {
      return .mark(.legacy("UTF-32LE"), length: 4)
    }
    if little { return .mark(.utf16LittleEndian, length: 2) }
    return big ? .mark(.utf16BigEndian, length: 2) : nil
  }

  /// Whether every code unit is a plausible character: no controls, no lone surrogates, and a
  /// space, line end or other ASCII character among them (there is a NUL byte, after all).
  private static func looksUTF16(
    _ file: Span<UInt8>, _ window: Range<Int>, littleEndian: Bool
  ) -> Bool {
    guard file.count.isMultiple(of: 2), window.count >= 4 else { return false }
    var expectsLow = false
    var hasASCII = false
    for offset in stride(from: 0, to: window.upperBound - 1, by: 2) {
      let first = UInt16(file[offset])
      let second = UInt16(file[offset + 1])
      let unit = littleEndian ? second << 8 | first : first << 8 | second
      let isLow = unit & 0xFC00 == 0xDC00
      guard isLow == expectsLow, isPlausible(unit) else { return false }
      expectsLow = unit & 0xFC00 == 0xD800
      if unit < 0x80 { hasASCII = true }
    }
    return hasASCII
  }

  private static func isPlausible(_ unit: UInt16) -> Bool {
    if unit < 0x20 { return unit >= 0x09 && unit <= 0x0D }
    // U+0A00, U+0D00, U+2000 and U+0900 are line ends and spaces read with the wrong byte order.
    return unit < 0xFFF0 && !(0x7F...0x9F).contains(unit)
      && ![0x0A00, 0x0D00, 0x2000, 0x0900].contains(unit)
  }
}
