/// The fast path: chunks of ASCII, Hangul and a few inert marks, cut without ICU.
///
/// Such text folds byte by byte, and of UAX #29 it needs only WB5 to WB13b over the classes ALetter
/// (and @), Numeric, ExtendNumLet (_), MidLetter (:), MidNum (, ;), MidNumLet (. ‘ ’), Single_Quote.
/// Since the script rule parts Hangul from anything else, only joins within ASCII matter.
extension ChunkCutter {
  /// Appends the tokens of the chunk at `start`; the index after it, or nil if it needs ICU (then
  /// whatever was appended is to be taken back).
  mutating func cutFast(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int? {
    var at = start
    while at < limit {
      let byte = text[at]
      if byte >= 0x80 {
        let next = Self.cutBeyondASCII(text, from: at, limit: limit, into: &buffer)
        guard next > at else { return nil }
        at = next
      } else if ASCII.isLetter(byte) {
        at = cutLetters(text, from: at, limit: limit, into: &buffer)
      } else if ASCII.isDigit(byte) {
        at = cutDigits(text, from: at, limit: limit, into: &buffer)
      } else if Chunk.isSpace(byte) {
        return at
      } else {
        at += 1
      }
    }
    return at
  }

  /// A Hangul run, a pictograph or one inert mark; the index after it, or `start` if it is none.
  @inline(__always)
  private static func cutBeyondASCII(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    var end = start
    var packed = ThreeBytes.load(text, at: end, limit: limit)
    while ThreeBytes.isSyllable(packed) {
      end &+= 3
      packed = ThreeBytes.load(text, at: end, limit: limit)
    }
    if end == start {
      if ThreeBytes.isCompatibilityJamo(packed) {
        return cutJamo(text, from: start, limit: limit, into: &buffer)
      }
      // A quotation mark that may join letters is left to the words around it.
      if packed == 0xE28098 || packed == 0xE28099 { return start + 3 }
      if InertMarks.isPictograph(packed) {
        return cutPictograph(text, from: start, into: &buffer)
      }
      return start + InertMarks.length(text, at: start, limit: limit)
    }
    let termStart = buffer.termBytes.count
    buffer.termBytes.append(TokenBuffer.wordStartMark)
    buffer.appendBytes(of: text, start..<end)
    buffer.appendHangulRun(termStart: termStart, start: start)
    return end
  }

  /// A run of compatibility jamo (ㅋㅋ), which fold to conjoining ones; the index after it, or
  /// `start` if any of them would compose with another or with a syllable before it.
  @inline(never)
  private static func cutJamo(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    let termStart = buffer.termBytes.count
    buffer.termBytes.append(TokenBuffer.wordStartMark)
    var end = start
    var followsLead = false
    var packed = ThreeBytes.load(text, at: end, limit: limit)
    while ThreeBytes.isCompatibilityJamo(packed) {
      let jamo = CompatibilityJamo.folded(ThreeBytes.scalar(packed))
      let isVowel = CompatibilityJamo.isVowel(jamo)
      if jamo == 0 || isVowel && followsLead { return start }
      followsLead = !isVowel
      buffer.appendScalar(jamo)
      end += 3
      packed = ThreeBytes.load(text, at: end, limit: limit)
    }
    buffer.appendHangulRun(termStart: termStart, start: start)
    return end
  }

  /// A pictograph of three bytes as a term; the index after it.
  @inline(never)
  private static func cutPictograph(
    _ text: Span<UInt8>, from start: Int, into buffer: inout TokenBuffer
  ) -> Int {
    let termStart = buffer.termBytes.count
    buffer.appendBytes(of: text, start..<start + 3)
    buffer.appendToken(
      .symbol, termStart: termStart, start: UInt32(start), end: UInt32(start + 3))
    return start + 3
  }
}
