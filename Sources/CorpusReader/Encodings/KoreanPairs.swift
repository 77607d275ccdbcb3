/// Counts two-byte characters the way CP949 (with EUC-KR in it) forms them.
struct KoreanPairs {
  private var hangul = 0
  private var others = 0
  private var malformed = 0

  init(_ text: Span<UInt8>) {
    var index = 0
    while index < text.count {
      let lead = text[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      guard index + 1 < text.count else { break }
      count(lead: lead, trail: text[index + 1])
      index += 2
    }
  }

  /// Whether nearly all pairs are Hangul syllables. Chinese and Japanese text, whose ideographs
  /// share the rows, spreads over others as well.
  var areKorean: Bool {
    hangul > 0 && malformed * 50 <= hangul && hangul * 5 >= (hangul + others) * 4
  }

  private mutating func count(lead: UInt8, trail: UInt8) {
    let inKSX1001 = lead >= 0xA1 && lead <= 0xFE && trail >= 0xA1 && trail <= 0xFE
    if inKSX1001 {
      if lead >= 0xB0 && lead <= 0xC8 {
        hangul += 1
      } else if lead >= 0xAD {
        others += 1
      }
      return
    }
    let isLetter = (0x41...0x5A).contains(trail) || (0x61...0x7A).contains(trail)
    let isExtendedTrail = isLetter || (0x81...0xFE).contains(trail)
    if lead >= 0x81, lead <= 0xC6, isExtendedTrail {
      others += 1
    } else {
      malformed += 1
    }
  }
}
