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
    // Tokens count bytes in 32 bits.
    precondition(copy + text.count <= Int(UInt32.max))
    buffer.appendBytes(of: text, 0..<text.count)
    var cutter = Cutter(copy: copy, position: buffer.nextPosition)
    while !cutter.isOver {
      var odd: Range<Int>?
      buffer.tokens.append(addingCapacity: cutter.room(text)) { tokens in
        odd = cutter.cut(text, into: &tokens)
      }
      guard let odd else { continue }
      buffer.nextPosition = cutter.position
      append(pieces: text, odd, copy: copy, to: &buffer)
      cutter.position = buffer.nextPosition
    }
    buffer.nextPosition = cutter.position
  }

  /// Cuts words that are terms as they are, which nearly all are.
  ///
  /// Finds all white space in eight bytes at a time, so that no word waits for the one before.
  private struct Cutter {
    /// Tokens that there is room made for at once, at most.
    private static let most = 4096

    /// Where the copy of the text begins in `TokenBuffer.termBytes`.
    let copy: Int
    /// Of the next token.
    var position: UInt32
    /// Whether all was cut.
    private(set) var isOver = false
    /// Where the current word begins.
    private var start = 0
    /// The bytes whose white space was found last.
    private var at = -8
    /// The highest bit of each of them that is white space and was not passed.
    private var spaces: UInt64 = 0

    init(copy: Int, position: UInt32) {
      self.copy = copy
      self.position = position
    }

    /// How many tokens may follow, up to `most`: there is white space between two of them.
    func room(_ text: Span<UInt8>) -> Int { min((text.count - start) / 2 + 1, Self.most) }

    /// Appends tokens until the text is over, there is no more room, or a word is no term as it is: this
    /// is passed and returned.
    mutating func cut(_ text: Span<UInt8>, into tokens: inout OutputSpan<Token>) -> Range<Int>? {
      while tokens.freeCapacity > 0 {
        guard let end = nextEnd(text) else {
          isOver = true
          return nil
        }
        let word = start..<end
        start = end &+ 1
        if word.isEmpty { continue }
        if word.count > termLimit || text[word.lowerBound] <= escape { return word }
        tokens.append(
          Token(
            termStart: UInt32(truncatingIfNeeded: copy &+ word.lowerBound),
            termLength: UInt16(truncatingIfNeeded: word.count), kind: .whitespaceWord,
            position: position, start: UInt32(truncatingIfNeeded: word.lowerBound),
            end: UInt32(truncatingIfNeeded: word.upperBound)))
        position &+= 1
      }
      return nil
    }

    /// Where the current word ends; nil behind the text.
    @inline(__always)
    private mutating func nextEnd(_ text: Span<UInt8>) -> Int? {
      while spaces == 0 {
        at &+= 8
        if at &+ 8 > text.count { return lastEnd(text) }
        spaces = Chunk.spaces(in: text, at: at)
      }
      defer { spaces &= spaces &- 1 }
      return at &+ spaces.trailingZeroBitCount >> 3
    }

    /// The same in the last bytes, which are not eight.
    private mutating func lastEnd(_ text: Span<UInt8>) -> Int? {
      at &-= 8
      if start > text.count { return nil }
      var end = max(start, at &+ 8)
      while end < text.count, !Chunk.isSpace(text[end]) { end &+= 1 }
      return end
    }
  }

  /// Appends a word, in pieces where it is too long for a term.
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
