/// Text of the corpus, made harmless for terminals.
///
/// Files may hold escape sequences that move the cursor or rename the window: control characters
/// are shown as U+FFFD.
enum SafeText {
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Whether the byte at `index` begins a control character: C0, DEL, or C1 in UTF-8.
  static func isControl(_ bytes: [UInt8], at index: Int) -> Bool {
    let byte = bytes[index]
    if byte < 0x20 || byte == 0x7F { return true }
    guard byte == 0xC2, index + 1 < bytes.count else { return false }
    return bytes[index + 1] < 0xA0
  }

  /// The text on one line: line breaks and tabs become blanks.
  static func oneLine(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.indices.contains(where: { isControl(bytes, at: $0) }) else { return text }
    var safe: [UInt8] = []
    var index = 0
    while index < bytes.count {
      index += append(bytes, at: index, to: &safe)
    }
    return String(decoding: safe, as: UTF8.self)
  }

  /// Appends one byte, or what stands for the control character there.
  ///
  /// - Returns: How many bytes of the input that was.
  static func append(_ bytes: [UInt8], at index: Int, to safe: inout [UInt8]) -> Int {
    let byte = bytes[index]
    guard isControl(bytes, at: index) else {
      safe.append(byte)
      return 1
    }
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
      safe.append(UInt8(ascii: " "))
    default:
      safe += replacement
    }
    return byte == 0xC2 ? 2 : 1
  }
}
