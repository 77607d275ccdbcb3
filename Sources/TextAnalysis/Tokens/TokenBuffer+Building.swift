extension TokenBuffer {
  /// A state of the buffer to return to.
  struct Mark {
    var tokens: Int
    var termBytes: Int
    var nextPosition: UInt32
  }

  var mark: Mark {
    Mark(tokens: tokens.count, termBytes: termBytes.count, nextPosition: nextPosition)
  }

  /// Takes back everything appended since the mark.
  mutating func rewind(to mark: Mark) {
    tokens.removeLast(tokens.count - mark.tokens)
    truncateTerms(to: mark.termBytes)
    nextPosition = mark.nextPosition
  }

  /// Takes back the term bytes from an index on.
  mutating func truncateTerms(to count: Int) {
    termBytes.removeLast(termBytes.count - count)
  }

  /// Appends a token whose term is everything in `termBytes` from `termStart` on.
  @inline(__always)
  mutating func appendToken(
    _ kind: TokenKind, termStart: Int, position: UInt32, start: UInt32, end: UInt32
  ) {
    tokens.append(
      Token(
        termStart: UInt32(termStart), termLength: UInt16(termBytes.count - termStart), kind: kind,
        position: position, start: start, end: end))
  }

  /// Appends a token likewise, at the next position, which it takes.
  @inline(__always)
  mutating func appendToken(_ kind: TokenKind, termStart: Int, start: UInt32, end: UInt32) {
    appendToken(kind, termStart: termStart, position: nextPosition, start: start, end: end)
    nextPosition += 1
  }

  /// Appends a range of a text to the term bytes.
  @inline(__always)
  mutating func appendBytes(of text: Span<UInt8>, _ range: Range<Int>) {
    let text = text.extracting(range)
    termBytes.append(addingCapacity: text.count) { output in
      for index in text.indices { output.append(text[index]) }
    }
  }

  /// Appends the UTF-8 of a scalar to the term bytes.
  mutating func appendScalar(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80:
      termBytes.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      termBytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      termBytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      termBytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      termBytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      termBytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      termBytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      termBytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      termBytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      termBytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
