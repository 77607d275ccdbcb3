/// Finds the line of a body that names its authors: "Authors: A, B" or "저자: 가, 나".
///
/// The word may be in any case, bold, and the line a list item; the first such line counts.
enum AuthorLine {
  /// Names are read up to this length, in bytes.
  static let longest = 16 << 10

  /// The names in the author line of `range`; linear, a few bytes a line.
  static func names(in text: Span<UInt8>, _ range: Range<Int>, newline: UInt8) -> [String] {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = text.lineEnd(from: start, to: range.upperBound, newline: newline)
      if let value = value(in: text, line: start..<end) {
        let list = names(in: text, value)
        if !list.isEmpty { return list }
      }
      start = end
    }
    return []
  }

  /// What follows the word and the colon.
  private static func value(in text: Span<UInt8>, line: Range<Int>) -> Range<Int>? {
    var index = skip(text, line, from: line.lowerBound) { $0.isASCIISpace || isDecoration($0) }
    guard let word = wordEnd(in: text, at: index, end: line.upperBound) else { return nil }
    index = skip(text, line, from: word) { $0 == 0x20 || isEmphasis($0) }
    if text.starts(with: ":", at: index) {
      index += 1
    } else if text.starts(with: ":", at: index) {
      index += 3
    } else {
      return nil
    }
    guard index <= line.upperBound else { return nil }
    return skip(text, line, from: index) { $0 == 0x20 || isEmphasis($0) }..<line.upperBound
  }

  private static func skip(
    _ text: Span<UInt8>, _ line: Range<Int>, from start: Int, while isSkipped: (UInt8) -> Bool
  ) -> Int {
    var index = start
    while index < line.upperBound, isSkipped(text[index]) { index += 1 }
    return index
  }

  private static func wordEnd(in text: Span<UInt8>, at start: Int, end: Int) -> Int? {
    if text.starts(with: "저자", at: start) {
      let word = start + 6
      return text.starts(with: "들", at: word) ? word + 3 : word
    }
    let letters: StaticString = "author"
    guard start + 6 < end else { return nil }
    let isAuthor = letters.withUTF8Buffer { letters in
      letters.indices.allSatisfy { letters[$0] == text[start + $0].asciiLowercased }
    }
    guard isAuthor else { return nil }
    if text.starts(with: "(s)", at: start + 6) { return start + 9 }
    return text[start + 6].asciiLowercased == UInt8(ascii: "s") ? start + 7 : start + 6
  }

  private static func names(in text: Span<UInt8>, _ value: Range<Int>) -> [String] {
    let window = value.lowerBound..<min(value.upperBound, value.lowerBound + longest)
    let content = text.trimmed(window)
    let hasMarkup = content.contains { isMarkup(text[$0]) }
    guard hasMarkup else { return NameList.names(in: text.string(in: content)) }
    var markdown: [UInt8] = []
    markdown.append(text, content)
    return NameList.names(in: PlainInline(markdown).text)
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "<"),
      UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "`"):
      true
    default: false
    }
  }

  private static func isDecoration(_ byte: UInt8) -> Bool {
    isEmphasis(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  private static func isEmphasis(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
  }
}
