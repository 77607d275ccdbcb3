/// The whitespace analyzer: bytes between ASCII white space, as they are.
///
/// The bytes below 0x08 mark terms that are no plain words, so a word that begins with one of
/// them has a 0x07 in front.
enum WhitespaceWords {
  private static let escape: UInt8 = 0x07

  /// The most bytes of a term; longer words are cut.
  static let termLimit = 255

  /// Appends a token for every word of `text`, whose terms are slices of one copy of it.
  static func cut(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
    let copy = buffer.termBytes.count
    buffer.appendBytes(of: text, 0..<text.count)
    var at = 0
    while at < text.count {
      guard !Chunk.isSpace(text[at]) else {
        at += 1
        continue
      }
      let limit = Chunk.limit(in: text, from: at, byteLimit: termLimit)
      let end = Chunk.end(in: text, from: at, limit: limit)
      append(text, at..<end, copy: copy, to: &buffer)
      at = end
    }
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
