/// A word as the keys that type it: Hangul as its letters, other scalars folded.
///
/// What is being typed is the beginning of a word if its letters are the beginning of the word's:
/// 스플래ㅌ of 스플래팅, and 갑 of 가방, since the ㅂ may yet begin a syllable.
struct TypedLetters: Hashable {
  private(set) var letters: [UInt32] = []

  /// The letters of `text`. O(text).
  init(_ text: some StringProtocol) {
    for scalar in text.unicodeScalars { append(scalar.value) }
  }

  /// Whether these are the first letters of `other`, which has more or the same.
  func begin(_ other: TypedLetters) -> Bool { other.letters.starts(with: letters) }

  // Compatibility letters that stand for the 19 initials and the 27 finals, in Unicode's order.
  private static let initials: [UInt32] = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars.map(\.value))
  private static let finals: [[UInt32]] = [
    "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ",
    "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
  ].map { $0.unicodeScalars.map(\.value) }
  /// Vowels that are typed as two.
  private static let doubled: [UInt32: [UInt32]] = [
    0x3158: [0x3157, 0x314F], 0x3159: [0x3157, 0x3150], 0x315A: [0x3157, 0x3163],
    0x315D: [0x315C, 0x3153], 0x315E: [0x315C, 0x3154], 0x315F: [0x315C, 0x3163],
    0x3162: [0x3161, 0x3163],
  ]

  private mutating func append(_ scalar: UInt32) {
    switch scalar {
    case 0xAC00...0xD7A3:
      let index = scalar - 0xAC00
      letters.append(Self.initials[Int(index / 588)])
      appendVowel(0x314F + index / 28 % 21)
      appendFinal(index % 28)
    case 0x1100...0x1112: letters.append(Self.initials[Int(scalar - 0x1100)])
    case 0x1161...0x1175: appendVowel(0x314F + scalar - 0x1161)
    case 0x11A8...0x11C2: appendFinal(scalar - 0x11A7)
    case 0x314F...0x3163: appendVowel(scalar)
    default:
      let folded = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars
      letters += folded?.map(\.value) ?? [scalar]
    }
  }

  private mutating func appendVowel(_ vowel: UInt32) {
    letters += Self.doubled[vowel] ?? [vowel]
  }

  private mutating func appendFinal(_ number: UInt32) {
    if number > 0 { letters += Self.finals[Int(number) - 1] }
  }
}
