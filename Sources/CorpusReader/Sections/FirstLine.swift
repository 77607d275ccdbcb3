/// The first line with content, as a title for text without a heading.
enum FirstLine {
  /// The longest line that still reads as a title, in characters.
  static let longestTitle = 80

  /// The first non-blank line of `range`, trimmed; nil when it is longer than a title.
  static func title(of text: Span<UInt8>, _ range: Range<Int>, newline: UInt8) -> String? {
    let content = text.trimmed(range)
    guard !content.isEmpty else { return nil }
    // A scalar has at most four bytes; a character with more than a few scalars is no title.
    let window = content.lowerBound..<min(content.upperBound, content.lowerBound + 2_000)
    let end = text.lineEnd(from: window.lowerBound, to: window.upperBound, newline: newline)
    if end == window.upperBound, end < content.upperBound { return nil }
    let line = text.string(in: text.trimmed(window.lowerBound..<end))
    return line.count <= longestTitle ? line : nil
  }
}
