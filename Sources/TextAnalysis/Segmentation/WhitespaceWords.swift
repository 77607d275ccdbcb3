/// The whitespace analyzer: bytes between ASCII white space, as they are.
///
/// The bytes below 0x08 mark terms that are no plain words, so a word that begins with one of
/// them has a 0x07 in front.
enum WhitespaceWords {
  private static let escape: UInt8 = 0x07

  /// The most bytes of a term; longer words are cut.
  static let termLimit = 255

  /// Appends a token for every word of `text`.
  static func cut(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
    var at = 0
    while at < text.count {
      guard !Chunk.isSpace(text[at]) else {
        at += 1
        continue
      }
      let limit = Chunk.limit(in: text, from: at, byteLimit: termLimit)
      let end = Chunk.end(in: text, from: at, limit: limit)
      let termStart = buffer.termBytes.count
      if text[at] <= escape { buffer.termBytes.append(escape) }
      buffer.appendBytes(of: text, at..<end)
      buffer.appendToken(
        .whitespaceWord, termStart: termStart, start: UInt32(at), end: UInt32(end))
      at = end
    }
  }
}
