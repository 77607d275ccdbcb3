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
  /// One of these.
  indirect case either(Expansion, Expansion)

  /// Whether it stands for a syllable within words.
  var isInside: Bool {
    if case .holding = self { return true }
    return false
  }
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

  /// Final consonants that are typed as two keys, by the first of them; numbered as in Unicode.
  private static let longerFinals: [UInt32: [UInt32]] = [
    1: [3], 4: [5, 6], 8: [9, 10, 11, 12, 13, 14, 15], 17: [18],
  ]
  /// The last key of each final consonant as the initial that it becomes, and what stays of it.
  private static let movingFinals: [(rest: UInt32, initial: UInt32)] = [
    (0, 0), (0, 1), (1, 9), (0, 2), (4, 12), (4, 18), (0, 3), (0, 5), (8, 0), (8, 6), (8, 7),
    (8, 9), (8, 16), (8, 17), (8, 18), (0, 6), (0, 7), (17, 9), (0, 9), (0, 10), (0, 11), (0, 12),
    (0, 14), (0, 15), (0, 16), (0, 17), (0, 18),
  ]
  /// Vowels that are typed as two keys, by the first of them.
  private static let longerVowels: [UInt32: [UInt32]] = [
    8: [9, 10, 11], 13: [14, 15, 16], 18: [19],
  ]

  /// Syllables that the typing of `syllable` may lead to without another: with a final consonant, a
  /// longer one, or a longer vowel.
  static func completions(_ syllable: UInt32) -> [UInt32] {
    guard syllables.contains(syllable) else { return [syllable] }
    let (_, vowel, final) = letters(syllable)
    if final > 0 { return [syllable] + (longerFinals[final] ?? []).map { syllable - final + $0 } }
    return ([vowel] + (longerVowels[vowel] ?? [])).flatMap { longer in
      let first = syllable + (longer - vowel) * finals
      return Array(first..<first + finals)
    }
  }

  /// What typing on may make of a syllable with a final consonant: the syllable that keeps the rest
  /// of it, and those that its last key may begin. Nil for other syllables.
  static func moved(_ syllable: UInt32) -> (stays: UInt32, begins: [UInt32])? {
    guard syllables.contains(syllable) else { return nil }
    let final = letters(syllable).2
    guard final > 0 else { return nil }
    let (rest, initial) = movingFinals[Int(final) - 1]
    let first = syllables.lowerBound + initial * vowels * finals
    return (syllable - final + rest, Array(first..<first + vowels * finals))
  }

  /// The consonants of a keyboard that begin syllables, in the order of the syllables.
  private static let keys: [UInt32] = [
    0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145, 0x3146,
    0x3147, 0x3148, 0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
  ]
  private static let letters: ClosedRange<UInt32> = 0x3131...0x318E
  private static let initials: ClosedRange<UInt32> = 0x1100...0x1112

  /// The number of an initial consonant that stands alone, or nil for another character.
  private static func initial(_ scalar: Unicode.Scalar) -> UInt32? {
    if initials.contains(scalar.value) { return scalar.value - initials.lowerBound }
    return keys.firstIndex(of: scalar.value).map(UInt32.init)
  }

  /// The consonant that a text ends with, and the syllables that it may begin; nil where the text ends
  /// otherwise. One behind another letter alone, as in ㅋㅋ, begins none.
  static func completions(ofLastKey text: String) -> [UInt32]? {
    guard let last = text.unicodeScalars.last, let number = initial(last) else { return nil }
    if let before = text.unicodeScalars.dropLast().last,
      letters.contains(before.value) || initials.contains(before.value)
    {
      return nil
    }
    let first = syllables.lowerBound + number * vowels * finals
    return [initials.lowerBound + number] + Array(first..<first + vowels * finals)
  }

  /// The scalar of a unit of three bytes of UTF-8, or nil for other bytes.
  static func scalar(_ bytes: [UInt8]) -> UInt32? { scalar(bytes[...]) }

  /// The same of a part of some bytes.
  static func scalar(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let start = bytes.startIndex
    guard bytes.count == 3, bytes[start] >= 0xE0 else { return nil }
    return UInt32(bytes[start] & 0x0F) << 12 | UInt32(bytes[start + 1] & 0x3F) << 6
      | UInt32(bytes[start + 2] & 0x3F)
  }

  /// The three bytes of UTF-8 of a unit.
  static func bytes(_ scalar: UInt32) -> [UInt8] {
    [
      UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F),
    ]
  }
}
