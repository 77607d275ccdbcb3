/// The terms of a Hangul run.
///
/// A run of n units lies in `termBytes` once, behind the byte 0x01:
///
///     01 가 나 다    word start = [01 가], bigrams = [가 나], [나 다]
extension TokenBuffer {
  /// The byte that marks a word-start term.
  static let wordStartMark: UInt8 = 0x01
  /// Every Hangul unit, syllable or jamo, has three bytes of UTF-8.
  static let hangulUnitBytes = 3

  /// Appends the tokens of a run whose bytes are in `termBytes` from `termStart + 1` on, the mark
  /// before them, and whose text stands unchanged at `start`, in bytes.
  ///
  /// O(n) for n units.
  @inline(__always)
  mutating func appendHangulRun(termStart: Int, start: Int) {
    let width = UInt32(Self.hangulUnitBytes)
    let count = UInt32((termBytes.count - termStart - 1) / Self.hangulUnitBytes)
    let termStart = UInt32(termStart)
    let start = UInt32(start)
    let position = nextPosition
    nextPosition += count
    let wordStart = Token(
      termStart: termStart, termLength: 4, kind: .wordStart, position: position, start: start,
      end: start + width)
    if count == 1 {
      tokens.append(
        Token(
          termStart: termStart + 1, termLength: 3, kind: .hangulSyllable, position: position,
          start: start, end: start + width))
      tokens.append(wordStart)
      return
    }
    tokens.append(addingCapacity: Int(count)) { output in
      output.append(wordStart)
      // Units lie within the text and positions within nextPosition, so nothing here overflows.
      for index in 0..<count - 1 {
        let offset = index &* width
        output.append(
          Token(
            termStart: termStart &+ 1 &+ offset, termLength: 6, kind: .hangulBigram,
            position: position &+ index, start: start &+ offset,
            end: start &+ offset &+ 2 &* width))
      }
    }
  }
}
