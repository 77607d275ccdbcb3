/// Which rule made a token.
///
/// The raw values are stored in indexes and never change.
public enum TokenKind: UInt8, Sendable, CaseIterable {
  /// Two neighbouring Hangul units (syllables or leftover jamo) of a run.
  case hangulBigram = 0
  /// The only unit of a Hangul run of one.
  case hangulSyllable = 1
  /// The marked first unit of a Hangul run: the term is byte 0x01 and the unit's UTF-8.
  case wordStart = 2
  /// A run of letters and digits, case-folded, stemmed if it is English.
  case word = 3
  /// A run of digits: `66.5`, and `1000` for `1,000`.
  case number = 4
  /// A part of a compound, at the position of its whole.
  case part = 5
  /// What ICU's dictionaries cut: Han, Kana, Thai and the like.
  case dictionary = 6
  /// An emoji or another pictograph.
  case symbol = 7
  /// A word of the whitespace analyzer, as it stands in the text.
  case whitespaceWord = 8

  /// A short name of the rule, for people.
  public var rule: String {
    switch self {
    case .hangulBigram: "hangul bigram"
    case .hangulSyllable: "hangul syllable"
    case .wordStart: "word start"
    case .word: "word"
    case .number: "number"
    case .part: "compound part"
    case .dictionary: "dictionary"
    case .symbol: "symbol"
    case .whitespaceWord: "whitespace"
    }
  }
}
