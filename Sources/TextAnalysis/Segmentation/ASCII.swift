/// The classes of ASCII that UAX #29 and folding distinguish.
enum ASCII {
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The end of the small letters from `start` on, which is not beyond `limit`, nor is it beyond the
  /// text. Eight bytes a step.
  @inline(__always)
  static func endOfLowerCase(_ text: Span<UInt8>, from start: Int, limit: Int) -> Int {
    var at = start
    while limit &- at >= 8 {
      let others = notLowerCase(
        text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      if others != 0 { return at &+ others.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < limit, text[unchecked: at] &- 0x61 < 26 { at &+= 1 }
    return at
  }

  /// The highest bit of each of eight bytes that is no small letter.
  @inline(__always)
  private static func notLowerCase(_ word: UInt64) -> UInt64 {
    let bytes = UInt64(littleEndian: word)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = bytes & (ones &* 0x7F)
    let fromA = low &+ ones &* (0x80 - 0x61)
    let behindZ = low &+ ones &* (0x80 - 0x7B)
    return ~(fromA & ~behindZ & ~bytes) & (ones &* 0x80)
  }

  /// ICU 72 counts @ among the letters (ALetter), so that mail addresses stay whole.
  static let at: UInt8 = 0x40
  static let underscore: UInt8 = 0x5F
  static let apostrophe: UInt8 = 0x27
  static let point: UInt8 = 0x2E
  static let comma: UInt8 = 0x2C
  static let plus: UInt8 = 0x2B
  static let sharp: UInt8 = 0x23
}
