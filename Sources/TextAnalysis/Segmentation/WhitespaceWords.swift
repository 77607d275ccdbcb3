/// The whitespace analyzer: bytes between ASCII white space, as they are.
enum WhitespaceWords {
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
      buffer.appendBytes(of: text, at..<end)
      buffer.appendToken(
        .whitespaceWord, termStart: termStart, start: UInt32(at), end: UInt32(end))
      at = end
    }
  }
}
