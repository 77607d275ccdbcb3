/// The whitespace analyzer: bytes between ASCII white space, as they are.
///
/// The bytes below 0x08 mark terms that are no plain words, so a word that begins with one of
/// them has a 0x07 in front.
enum WhitespaceWords {
  private static let escape: UInt8 = 0x07

  /// The most bytes of a term; longer words are cut.
  static let termLimit = 255

  /// Appends a token for every word of `text`, whose terms are slices of one copy of it.
  ///
  /// Finds all white space in eight bytes at a time, so that no word waits for the one before.
  static func cut(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
    let copy = buffer.termBytes.count
    buffer.appendBytes(of: text, 0..<text.count)
    var start = 0
    var at = 0
    while at &+ 8 <= text.count {
      var spaces = Chunk.spaces(in: text, at: at)
      while spaces != 0 {
        let end = at &+ spaces.trailingZeroBitCount >> 3
        if end > start { append(pieces: text, start..<end, copy: copy, to: &buffer) }
        start = end &+ 1
        spaces &= spaces &- 1
      }
      at &+= 8
    }
    for end in at..<text.count where Chunk.isSpace(text[end]) {
      if end > start { append(pieces: text, start..<end, copy: copy, to: &buffer) }
      start = end + 1
    }
    if text.count > start { append(pieces: text, start..<text.count, copy: copy, to: &buffer) }
  }

  /// Appends a word, in pieces where it is too long for a term.
  @inline(__always)
  private static func append(
    pieces text: Span<UInt8>, _ word: Range<Int>, copy: Int, to buffer: inout TokenBuffer
  ) {
    var word = word
    while word.count > termLimit {
      let end = Chunk.limit(in: text, from: word.lowerBound, byteLimit: termLimit)
      append(text, word.lowerBound..<end, copy: copy, to: &buffer)
      word = end..<word.upperBound
    }
    append(text, word, copy: copy, to: &buffer)
  }

  @inline(__always)
  private static func append(
    _ text: Span<UInt8>, _ word: Range<Int>, copy: Int, to buffer: inout TokenBuffer
  ) {
    var start = copy + word.lowerBound
    var length = word.count
    if text[word.lowerBound] <= escape {
      start = buffer.termBytes.count
      length += 1
      buffer.termBytes.append(escape)
      buffer.appendBytes(of: text, word)
    }
    buffer.tokens.append(
      Token(
        termStart: UInt32(start), termLength: UInt16(length), kind: .whitespaceWord,
        position: buffer.nextPosition, start: UInt32(word.lowerBound),
        end: UInt32(word.upperBound)))
    buffer.nextPosition += 1
  }
}
