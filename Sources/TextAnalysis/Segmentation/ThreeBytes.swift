/// Scalars of three bytes of UTF-8, compared without being decoded.
///
/// Packed big-endian, well-formed sequences keep the order of their scalars.
enum ThreeBytes {
  /// The bytes at `index`, or 0 when fewer than three are left before `limit`.
  @inline(__always)
  static func load(_ text: Span<UInt8>, at index: Int, limit: Int) -> UInt32 {
    guard limit &- index >= 3 else { return 0 }
    return UInt32(text[index]) << 16 | UInt32(text[index &+ 1]) << 8 | UInt32(text[index &+ 2])
  }

  /// The bytes at `index`, which is not behind the text's end, or 0 when fewer than three are left.
  @inline(__always)
  static func load(_ text: Span<UInt8>, uncheckedAt index: Int) -> UInt32 {
    guard text.count &- index >= 4 else { return load(text, at: index, limit: text.count) }
    let word = text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self)
    return UInt32(bigEndian: word) >> 8
  }

  /// Whether the second and third byte are continuation bytes.
  @inline(__always)
  static func isWellFormed(_ packed: UInt32) -> Bool { packed & 0xC0C0 == 0x8080 }

  /// U+AC00 to U+D7A3: a Hangul syllable.
  @inline(__always)
  static func isSyllable(_ packed: UInt32) -> Bool {
    packed &- 0xEAB080 <= 0xED9EA3 - 0xEAB080 && isWellFormed(packed)
  }

  /// U+3131 to U+3163: a compatibility jamo.
  @inline(__always)
  static func isCompatibilityJamo(_ packed: UInt32) -> Bool {
    packed &- 0xE384B1 <= 0xE385A3 - 0xE384B1 && isWellFormed(packed)
  }

  /// The scalar of a well-formed sequence.
  @inline(__always)
  static func scalar(_ packed: UInt32) -> UInt32 {
    (packed >> 4) & 0xF000 | (packed >> 2) & 0xFC0 | packed & 0x3F
  }
}
