/// The fast path: chunks of ASCII, Hangul and a few inert marks, cut without ICU.
///
/// Such text folds byte by byte, and of UAX #29 it needs only WB5 to WB13b over the classes ALetter,
/// Numeric, ExtendNumLet (_), MidLetter (:), MidNum (, ;), MidNumLet (. ‘ ’) and Single_Quote.
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

  /// A Hangul run or one inert mark; the index after it, or `start` if it is neither.
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
    if ThreeBytes.isCompatibilityJamo(packed) {
      return cutJamo(text, from: start, limit: limit, into: &buffer)
    }
    if end == start {
      // A quotation mark that may join letters is left to the words around it.
      if packed == 0xE28098 || packed == 0xE28099 { return start + 3 }
      return start + InertMarks.length(text, at: start, limit: limit)
    }
    let termStart = buffer.termBytes.count
    buffer.termBytes.append(TokenBuffer.wordStartMark)
    text.extracting(start..<end).withUnsafeBufferPointer {
      buffer.termBytes.append(contentsOf: $0)
    }
    buffer.appendHangulRun(termStart: termStart, start: start)
    return end
  }

  /// A Hangul run with compatibility jamo (ㅋㅋ), which fold to conjoining ones; the index after it,
  /// or `start` if any of them would compose.
  @inline(never)
  private static func cutJamo(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    let termStart = buffer.termBytes.count
    buffer.termBytes.append(TokenBuffer.wordStartMark)
    var end = start
    var followsLead = false
    while true {
      let packed = ThreeBytes.load(text, at: end, limit: limit)
      if ThreeBytes.isCompatibilityJamo(packed) {
        let jamo = CompatibilityJamo.folded[Int(packed & 0x3F | (packed & 0x100) >> 2) - 0x31]
        let isVowel = jamo >= 0x1160
        if jamo == 0 || isVowel && followsLead { return start }
        followsLead = !isVowel
        buffer.appendScalar(jamo)
      } else if ThreeBytes.isSyllable(packed) {
        followsLead = false
        buffer.appendScalar(ThreeBytes.scalar(packed))
      } else {
        break
      }
      end += 3
    }
    buffer.appendHangulRun(termStart: termStart, start: start)
    return end
  }
}
