/// A word of a query that stands for many words of the index, before any index is asked.
enum Expansion: Sendable, Equatable {
  /// Units in a row, some of which may be one of several.
  ///
  /// `beginning`, if there is one, is the first of the last run of syllables, which must begin a word
  /// and hold together.
  case row([WideUnit], beginning: Int?, field: Field?)
  /// A row of units, syllables of which may differ by so many letters in all.
  case fuzzy([PhraseUnit], edits: Int, field: Field?)
  /// A syllable within or at the end of a word.
  case holding([UInt8], field: Field?)
}

/// One position of a phrase at which one of several may stand.
enum WideUnit: Sendable, Equatable {
  /// One of these syllables.
  case syllables([UInt32])
  /// This word.
  case word([UInt8])
  /// A term that begins with the bytes, or the term alone.
  case beginning(with: [UInt8], or: [UInt8])
  /// A term within so many edits.
  case like([UInt8], edits: Int)
}

/// Hangul syllables and the letters in them.
enum Hangul {
  static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3
  private static let vowels: UInt32 = 21
  private static let finals: UInt32 = 28

  /// Initial consonant, vowel and final consonant (0 for none) of a syllable.
  static func letters(_ syllable: UInt32) -> (UInt32, UInt32, UInt32) {
    let index = syllable - syllables.lowerBound
    return (index / (vowels * finals), index / finals % vowels, index % finals)
  }

  /// How many letters of two syllables differ; an absent final consonant is one of its kind.
  static func distance(_ a: UInt32, _ b: UInt32) -> Int {
    let (a, b) = (letters(a), letters(b))
    return (a.0 == b.0 ? 0 : 1) + (a.1 == b.1 ? 0 : 1) + (a.2 == b.2 ? 0 : 1)
  }

  /// Syllables that the typing of `syllable` may lead to: those with a final consonant, if it has
  /// none.
  static func completions(_ syllable: UInt32) -> [UInt32] {
    guard syllables.contains(syllable), letters(syllable).2 == 0 else { return [syllable] }
    return Array(syllable..<syllable + finals)
  }

  /// Syllables that begin with a consonant typed alone, or nil for another character.
  static func completions(ofConsonant scalar: Unicode.Scalar) -> [UInt32]? {
    let compatible: [UInt32] = [
      0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145, 0x3146,
      0x3147, 0x3148, 0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
    ]
    let initials: ClosedRange<UInt32> = 0x1100...0x1112
    var number = compatible.firstIndex(of: scalar.value).map(UInt32.init)
    if initials.contains(scalar.value) { number = scalar.value - initials.lowerBound }
    guard let number else { return nil }
    let first = syllables.lowerBound + number * vowels * finals
    return Array(first..<first + vowels * finals)
  }

  /// The scalar of a unit of three bytes of UTF-8, or nil for other bytes.
  static func scalar(_ bytes: [UInt8]) -> UInt32? {
    guard bytes.count == 3, bytes[0] >= 0xE0 else { return nil }
    return UInt32(bytes[0] & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F)
  }

  /// The three bytes of UTF-8 of a unit.
  static func bytes(_ scalar: UInt32) -> [UInt8] {
    [
      UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F),
    ]
  }
}
