import TextAnalysis

/// What must stand where for a phrase to match.
///
/// A phrase is a row of units: a Hangul syllable or another word each, one position each, since
/// positions count syllables and words. A unit is covered where one of its alternatives stands at
/// its place: for a syllable the bigrams it forms with its neighbours in the phrase, or itself
/// alone. So "가우시안스플래팅" and "가우시안 스플래팅" match each other: the bigram across the
/// space is missing in one of them, and both its syllables are covered by others.
struct PhrasePattern: Sendable, Equatable {
  /// One way to cover a unit: a term, and where it stands relative to the phrase's first unit.
  struct Alternative: Sendable, Equatable, BitwiseCopyable {
    var term: Int
    var offset: Int
  }

  /// The terms the alternatives name.
  var terms: [[UInt8]] = []
  /// Alternatives of each unit.
  var units: [[Alternative]] = []

  /// Whether it is to be marked in titles alone.
  var isOfTitle = false
  /// Whether only the second syllable of its bigrams is to be marked.
  var marksSecond = false

  /// Whether one term anywhere suffices.
  var needsPositions: Bool { units.count > 1 }

  /// A pattern of no unit.
  init() {}

  /// The pattern of analyzed text, marked for a field where one is given.
  ///
  /// Parts of compounds are left out: the whole stands for them.
  init(_ buffer: TokenBuffer, _ tokens: Range<Int>, field: Field?) {
    self.init(units: PhraseUnit.units(buffer, tokens), field: field)
  }

  /// The pattern of some units in a row.
  init(units parsed: [PhraseUnit], field: Field?) {
    // Most are a single word.
    if parsed.count == 1, !parsed[0].isHangul {
      terms = [Self.term(field, parsed[0].term)]
      units = [[Alternative(term: 0, offset: 0)]]
      return
    }
    var numbers = TermNumbers(bits: TermNumbers.bits(for: 4 * parsed.count))
    units.reserveCapacity(parsed.count)
    /// The bigram of the unit before and this one.
    var before: Int?
    for (index, unit) in parsed.enumerated() {
      let isLast = index + 1 == parsed.count
      var behind: Int?
      if unit.isHangul, !isLast, parsed[index + 1].isHangul {
        behind = numbers.insert(Self.term(field, unit.term, parsed[index + 1].term))
      }
      var alternatives: [Alternative] = []
      alternatives.reserveCapacity(3)
      if let behind { alternatives.append(.init(term: behind, offset: index)) }
      if let before { alternatives.append(.init(term: before, offset: index - 1)) }
      // Every run of one syllable has its word-start term too, so alone that one is enough.
      if !unit.isHangul || parsed.count > 1 {
        alternatives.append(.init(term: numbers.insert(Self.term(field, unit.term)), offset: index))
      }
      // The last syllable may begin a longer word: "큰 수" is in "큰 수학".
      if unit.isHangul, isLast {
        let start = numbers.insert(Self.term(field, [TermMark.wordStart], unit.term))
        alternatives.append(.init(term: start, offset: index))
      }
      units.append(alternatives)
      before = behind
    }
    terms = numbers.terms
  }

  /// The term of a field that one or two pieces make.
  private static func term(_ field: Field?, _ first: [UInt8], _ second: [UInt8] = []) -> [UInt8] {
    if field == nil, second.isEmpty { return first }
    var term: [UInt8] = []
    term.reserveCapacity(1 + first.count + second.count)
    if let field { term.append(field.mark) }
    term += first
    term += second
    return term
  }
}

/// First bytes of terms that are no plain words.
enum TermMark {
  /// Word-start terms: the mark and the first syllable of a Hangul run.
  static let wordStart: UInt8 = 0x01
}

/// One position of a phrase.
struct PhraseUnit: Sendable, Equatable {
  /// A syllable's bytes, or a word's term.
  var term: [UInt8]
  var isHangul: Bool

  /// The units of analyzed text, in order of position.
  static func units(_ buffer: TokenBuffer, _ tokens: Range<Int>) -> [PhraseUnit] {
    var units: [PhraseUnit] = []
    for index in tokens {
      let token = buffer.tokens[index]
      let term = Array(buffer.term(token))
      switch token.kind {
      case .wordStart: units.append(PhraseUnit(term: Array(term.dropFirst()), isHangul: true))
      case .hangulBigram:
        // The run's first syllable came with its word-start term; each bigram brings the next.
        units.append(PhraseUnit(term: lastCharacter(term), isHangul: true))
      case .hangulSyllable, .part: continue
      default: units.append(PhraseUnit(term: term, isHangul: false))
      }
    }
    return units
  }

  static func firstCharacter(_ bytes: [UInt8]) -> [UInt8] {
    let end = bytes.dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
    return Array(bytes[..<end])
  }

  static func lastCharacter(_ bytes: [UInt8]) -> [UInt8] {
    let start = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    return Array(bytes[start...])
  }
}

extension PhrasePattern {
  /// Whether every unit is a Hangul syllable.
  var isHangulOnly: Bool {
    terms.allSatisfy { term in
      term.first.map { $0 == TermMark.wordStart || ($0 >= 0xE1 && $0 <= 0xED) } ?? false
    }
  }
}
