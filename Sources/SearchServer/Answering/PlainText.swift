import SearchProtocol

/// Text for people at a terminal.
enum PlainText {
  /// Ends an answer.
  static let dot = ".\n"

  /// Appends text with its control characters replaced: tabs and line breaks by blanks, others by
  /// U+FFFD, since files may hold sequences that command a terminal.
  static func appendOneLine(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case 0..<0x20, 0x7F..<0xA0: bytes += [0xEF, 0xBF, 0xBD]
      default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
  }

  /// A problem, as a line of an answer.
  static func problem(_ error: ErrorReply) -> String {
    "! \(error.code.rawValue): \(error.message)"
  }

  /// A warning, as a line of an answer.
  static func warning(_ text: String) -> String { "! warning: \(text)" }
}

extension JSONWriter {
  /// Writes a line of text, made harmless for a terminal; one that begins with a dot gets another.
  mutating func plainLine(_ text: String) {
    if text.utf8.first == UInt8(ascii: ".") { bytes.append(UInt8(ascii: ".")) }
    PlainText.appendOneLine(text, to: &bytes)
    endLine()
  }
}
