import TextAnalysis

/// Turns ascending offsets into line numbers, and places in their lines; each byte is looked at a few
/// times at most.
struct LineCounter {
  private(set) var line: Int
  private(set) var offset: Int
  /// How far into its line the offset asked for last is.
  private(set) var place = LineOffset()
  let newline: UInt8

  /// Starts counting at `offset`, which is on `line`.
  init(line: Int = 1, offset: Int = 0, newline: UInt8) {
    self.line = line
    self.offset = offset
    self.newline = newline
  }

  /// The line that holds `next`, which must not lie before the previous offset asked for.
  mutating func line(at next: Int, in text: Span<UInt8>) -> Int {
    guard next > offset else { return line }
    line += text.occurrences(of: newline, in: offset..<next)
    let passed = offset..<next
    offset = next
    if let last = passed.last(where: { text[$0] == newline }) {
      place = LineOffset()
      place.advance(over: text, last + 1..<next)
    } else {
      place.advance(over: text, passed)
    }
    return line
  }
}

/// Which byte ends the lines of a text.
enum LineEnd {
  /// A line feed; a carriage return only in a text that has no line feed at all.
  static func detect(in text: Span<UInt8>) -> UInt8 {
    if text.firstIndex(of: 0x0A, in: 0..<text.count) != nil { return 0x0A }
    return text.firstIndex(of: 0x0D, in: 0..<text.count) != nil ? 0x0D : 0x0A
  }
}
