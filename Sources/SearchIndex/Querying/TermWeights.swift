import TextAnalysis

/// How much each term of a query word counts.
///
/// The beginning of a Korean word tells more than its end, which is where particles and endings
/// are; a Latin word among Korean ones is usually the name of the thing. docs/RANKING.md has the
/// figures.
enum TermWeights {
  /// Factor from each bigram of a word to the next.
  static let decay: Float = 0.7
  /// A word's marked first syllable.
  static let wordStart: Float = 0.5
  /// The same for a word of one syllable, which has nothing else.
  static let loneWordStart: Float = 1.0
  /// A Latin word or a number.
  static let latin: Float = 1.5
  /// Its parts.
  static let part: Float = 0.5

  static func weigh(
    _ buffer: TokenBuffer, _ tokens: Range<Int>, analyzer: AnalyzerKind
  ) -> [CompiledQuery.WeightedTerm] {
    var result: [CompiledQuery.WeightedTerm] = []
    var bigram: Float = 1
    for index in tokens {
      let token = buffer.tokens[index]
      var weight: Float = 1
      switch token.kind {
      case .wordStart:
        bigram = 1
        let isLone = index + 1 >= tokens.upperBound || !continues(buffer, index)
        weight = isLone ? loneWordStart : wordStart
      case .hangulBigram:
        weight = bigram
        bigram *= decay
      case .word, .number: weight = latin
      case .part: weight = part
      case .hangulSyllable, .dictionary, .symbol, .whitespaceWord: break
      }
      result.append(.init(term: Array(buffer.term(token)), weight: weight))
    }
    return result
  }

  /// Whether the run that begins with the word-start token at `index` has a bigram.
  private static func continues(_ buffer: TokenBuffer, _ index: Int) -> Bool {
    let next = buffer.tokens[index + 1]
    return next.kind == .hangulBigram && next.position == buffer.tokens[index].position
  }
}
