/// Tells chunks of a text that hold none of a few terms without cutting them.
///
/// A chunk is ruled out only where that is certain: where the fast path would cut it and no run of
/// Hangul or ASCII in it begins as one of the terms does. What needs ICU is never ruled out.
///
/// - A bigram of Hangul is in the text as it is in the term.
/// - A word or a part of one begins where letters begin, or digits, or beside a capital. A stem has
///   the first two letters of its word, but that `dying` becomes `die`: y counts as i.
public struct TermSieve: Sendable {
  /// Chunks with more bytes are let through, unless the screen rules them out: their words may be cut
  /// anywhere.
  private static let longestChunk = 255

  /// Of each first letter, the second letters that follow it: bit 0 is a.
  private var letterPairs = [UInt32](repeating: 0, count: 32)
  /// Stands in `letterPairs` for a first letter that alone suffices.
  private static let anySecond: UInt32 = 1 << 31
  /// A bit for each first digit.
  private var digits: UInt32 = 0
  /// Bits for hashes of bigrams, and of syllables that begin a run.
  private var hangul = [UInt64](repeating: 0, count: 64)
  /// Of each syllable's last six bits, those of the syllables that may follow it in a bigram; the
  /// last row is of syllables that begin a run. Looked at first, for it takes no hash.
  private var followers = [UInt64](repeating: 0, count: runStart + 1)
  private static let runStart = 64
  /// Rules out most of a text before anything else looks at it.
  private var screen = TermScreen()

  /// A sieve that lets through what may hold one of `terms`, as the default analyzer makes them.
  public init(_ terms: [[UInt8]]) {
    for term in terms { insert(term.span) }
  }

  private mutating func insert(_ term: Span<UInt8>) {
    guard let first = term.isEmpty ? nil : term[0] else { return }
    if ASCII.isLetter(first) {
      let second = term.count > 1 ? term[1] : 0
      let bit = Self.secondBit(second)
      // Of words that begin alike one suffices.
      if letterPairs[Self.number(first)] & bit != 0 { return }
      letterPairs[Self.number(first)] |= bit
      screen.insert(letter: first, ASCII.isLetter(second) ? second : 0)
    } else if ASCII.isDigit(first) {
      digits |= 1 << UInt32(first & 15)
      screen.insert(digit: first)
    } else if first == TokenBuffer.wordStartMark {
      insertHangul(0, ThreeBytes.load(term, at: 1, limit: term.count))
    } else {
      let unit = ThreeBytes.load(term, at: 0, limit: term.count)
      let next = ThreeBytes.load(term, at: 3, limit: term.count)
      insertHangul(next == 0 ? 0 : unit, next == 0 ? unit : next)
    }
  }

  private mutating func insertHangul(_ unit: UInt32, _ next: UInt32) {
    let slot = Self.slot(unit, next)
    hangul[slot >> 6] |= 1 << UInt64(slot & 63)
    followers[unit == 0 ? Self.runStart : Int(unit & 63)] |= 1 << UInt64(next & 63)
    screen.insert(hangul: unit, next)
  }

  // MARK: Looking

  /// Marks the stretches of a text that one of the terms may begin in, for `next`. O(text).
  func screen(_ text: Span<UInt8>, into marks: inout [UInt64]) { screen.mark(text, into: &marks) }

  /// The next chunk that one of the terms may be in. O(text passed over).
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - start: Where a chunk begins.
  ///   - marks: What `screen` made of the text.
  /// - Returns: Where the chunk begins, the end of the text for none, and whether a chunk before it
  ///   has tokens.
  func next(
    _ text: Span<UInt8>, from start: Int, _ marks: [UInt64]
  ) -> (start: Int, passesTokens: Bool) {
    var chunk = start
    var passesTokens = false
    while chunk < text.count {
      // What is longer is cut there, and a run may begin behind the cut, of which the marks know nothing.
      let marked = min(
        Self.marked(marks, from: chunk, limit: text.count), chunk &+ Chunk.byteLimit)
      if marked > chunk, chunk == 0 || Chunk.isSpace(text[chunk &- 1]) {
        let behind = Self.startOfChunk(text, at: marked, from: chunk)
        passesTokens = passesTokens || Self.hasTokens(text, chunk..<behind)
        chunk = behind
        if chunk == text.count { break }
      }
      var hasTokens = false
      guard let end = endOfChunk(text, from: chunk, &hasTokens) else { break }
      if hasTokens { passesTokens = true }
      chunk = Self.skippingSpaces(text, from: end)
    }
    return (chunk, passesTokens)
  }

  /// The first place from `start` on that is marked, `limit` for none.
  @inline(__always)
  private static func marked(_ marks: [UInt64], from start: Int, limit: Int) -> Int {
    let granule = start / TermScreen.granule
    var word = granule >> 6
    var bits = marks[word] & (.max << UInt64(granule & 63))
    while bits == 0 {
      word &+= 1
      if word == marks.count { return limit }
      bits = marks[word]
    }
    return min(limit, (word << 6 + bits.trailingZeroBitCount) * TermScreen.granule)
  }

  /// Where the chunk that holds `place` begins, or the next one where none does; not before `start`,
  /// where one begins.
  @inline(__always)
  private static func startOfChunk(_ text: Span<UInt8>, at place: Int, from start: Int) -> Int {
    var at = place
    while at > start, !Chunk.isSpace(text[at &- 1]) { at &-= 1 }
    return skippingSpaces(text, from: at)
  }

  @inline(__always)
  private static func skippingSpaces(_ text: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count, Chunk.isSpace(text[unchecked: at]) { at &+= 1 }
    return at
  }

  /// Whether text of ASCII and Hangul alone has a token.
  private static func hasTokens(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for at in range {
      let byte = text[at]
      if byte >= 0x80 || ASCII.isLetter(byte) || ASCII.isDigit(byte) { return true }
    }
    return false
  }

  /// The end of the chunk at `start`, or nil where one of the terms may be in it.
  @inline(__always)
  private func endOfChunk(_ text: Span<UInt8>, from start: Int, _ hasTokens: inout Bool) -> Int? {
    let limit = min(text.count, start &+ Self.longestChunk &+ 1)
    var at = start
    while at < limit {
      let byte = text[unchecked: at]
      if byte >= 0x80 {
        guard let end = endBeyondASCII(text, from: at, &hasTokens) else { return nil }
        at = end
      } else if ASCII.isLetter(byte) {
        guard let end = endOfLetters(text, from: at, limit: limit) else { return nil }
        hasTokens = true
        at = end
      } else if ASCII.isDigit(byte) {
        if digits >> UInt32(byte & 15) & 1 == 1 { return nil }
        hasTokens = true
        repeat { at &+= 1 } while at < limit && ASCII.isDigit(text[unchecked: at])
      } else if Chunk.isSpace(byte) {
        return at
      } else {
        at &+= 1
      }
    }
    return at &- start <= Self.longestChunk ? at : nil
  }

  /// The end of the letters at `start`, or nil where one of the terms may begin among them: with the
  /// first, with a capital, or behind one.
  @inline(__always)
  private func endOfLetters(_ text: Span<UInt8>, from start: Int, limit: Int) -> Int? {
    var at = start
    repeat {
      let byte = text[unchecked: at]
      if begins(text, at: at, byte, limit: limit) { return nil }
      at &+= 1
      if !ASCII.isUpper(byte) { at = ASCII.endOfLowerCase(text, from: at, limit: limit) }
    } while at < limit && ASCII.isLetter(text[unchecked: at])
    return at
  }

  /// Whether one of the terms may begin with the letter `byte` at `index`.
  @inline(__always)
  private func begins(_ text: Span<UInt8>, at index: Int, _ byte: UInt8, limit: Int) -> Bool {
    let seconds = letterPairs[Self.number(byte)]
    if seconds == 0 { return false }
    let next = index &+ 1 < limit ? text[unchecked: index &+ 1] : 0
    return seconds & Self.anySecond != 0 || Self.secondBit(next) & (seconds | Self.anySecond) != 0
  }

  /// The end of what is not ASCII at `start`, or nil where one of the terms may be there.
  @inline(__always)
  private func endBeyondASCII(
    _ text: Span<UInt8>, from start: Int, _ hasTokens: inout Bool
  ) -> Int? {
    var at = start
    var unit = ThreeBytes.load(text, uncheckedAt: at)
    var last: UInt32 = 0
    var row = followers[Self.runStart]
    while ThreeBytes.isSyllable(unit) {
      if row >> UInt64(unit & 63) & 1 == 1, mayHold(last, unit) { return nil }
      row = followers[Int(unit & 63)]
      last = unit
      at &+= 3
      unit = ThreeBytes.load(text, uncheckedAt: at)
    }
    if at > start {
      hasTokens = true
      return at
    }
    // These may join letters on both sides of them, of which both are looked at.
    if unit == 0xE28098 || unit == 0xE28099 { return at + 3 }
    let length = InertMarks.length(text, at: at, limit: text.count)
    return length > 0 ? at + length : nil
  }

  /// Whether one of the terms may be two syllables, or begin a run with the second if the first is 0.
  @inline(__always)
  private func mayHold(_ unit: UInt32, _ next: UInt32) -> Bool {
    let slot = Self.slot(unit, next)
    return hangul[slot >> 6] >> UInt64(slot & 63) & 1 == 1
  }

  /// The top 12 bits of a multiplicative hash (the golden ratio).
  @inline(__always)
  private static func slot(_ unit: UInt32, _ next: UInt32) -> Int {
    let both = UInt64(unit) << 24 | UInt64(next)
    return Int((both &* 0x9E37_79B9_7F4A_7C15) >> 52)
  }

  /// The number of a letter, from 1.
  @inline(__always)
  private static func number(_ letter: UInt8) -> Int { Int(letter & 0x1F) }

  /// The bit of a second letter; for what is none, the one that stands for any.
  @inline(__always)
  private static func secondBit(_ byte: UInt8) -> UInt32 {
    guard ASCII.isLetter(byte) else { return anySecond }
    let letter = byte | 0x20
    let same = letter == 0x79 ? 0x69 : letter  // y counts as i
    return 1 << UInt32(same & 0x1F)
  }
}
