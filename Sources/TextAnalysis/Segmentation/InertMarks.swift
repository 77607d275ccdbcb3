/// Punctuation beyond ASCII that the fast path steps over.
///
/// Every one has the word-break property Other, so that UAX #29 breaks on both sides of it (WB999),
/// or joins only what we split anyway (the middle dot), and folds to itself or to marks of the same
/// sort, without touching what stands beside it.
enum InertMarks {
  /// The length in bytes of the mark at `index`, or 0 if there is none.
  static func length(_ text: Span<UInt8>, at index: Int, limit: Int) -> Int {
    let lead = text[index]
    if lead == 0xC2 || lead == 0xC3 {
      guard limit - index >= 2 else { return 0 }
      return isInertLatin1(lead, text[index + 1]) ? 2 : 0
    }
    let packed = ThreeBytes.load(text, at: index, limit: limit)
    guard lead & 0xF0 == 0xE0, ThreeBytes.isWellFormed(packed) else { return 0 }
    return isInert(ThreeBytes.scalar(packed)) ? 3 : 0
  }

  /// No-break space, § « ° ± · » and × ÷.
  private static func isInertLatin1(_ lead: UInt8, _ byte: UInt8) -> Bool {
    guard lead == 0xC2 else { return byte == 0x97 || byte == 0xB7 }
    switch byte {
    case 0xA0, 0xA7, 0xAB, 0xB0, 0xB1, 0xB7, 0xBB: return true
    default: return false
    }
  }

  /// Whether the three bytes are a pictograph that folds to itself, from ☀ to ★ and from ☔ on (♥ ♪).
  static func isPictograph(_ packed: UInt32) -> Bool {
    guard ThreeBytes.isWellFormed(packed) else { return false }
    switch ThreeBytes.scalar(packed) {
    case 0x2600...0x2605, 0x2614...0x2685: return packed >> 16 == 0xE2
    default: return false
    }
  }

  private static func isInert(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2010, 0x2012...0x2016, 0x201A...0x2023: true  // dashes, quotation marks, bullets
    case 0x2025, 0x2026: true  // leaders of two and three points
    case 0x2030, 0x2032, 0x203B: true
    case 0x2190...0x2193, 0x21D2: true  // arrows
    case 0x2212, 0x2248, 0x2260, 0x2264, 0x2265: true
    case 0x2500...0x25A9, 0x25B2, 0x25B3, 0x25BC, 0x25BD, 0x25C6...0x25CF: true
    case 0x2606: true
    case 0x3000...0x3002, 0x3008...0x3011, 0x3014...0x301B: true  // CJK punctuation
    case 0x318D: true  // used as a middle dot
    case 0xFF01, 0xFF08, 0xFF09, 0xFF1F, 0xFF5E: true  // full-width ! ( ) ? ~
    default: false
    }
  }
}
