import IndexBytes
import TextAnalysis

/// A word of a query (what stands between white space) as the ranking sees it.
struct QueryWord: Sendable {
  /// Its terms with their weights before idf; a term may come twice.
  var terms: [CompiledQuery.WeightedTerm] = []
  /// Its stems, in order: what must stand together for the second stage. A word written without
  /// spaces has several where the corpus shows boundaries in it.
  var stems: [PhrasePattern] = []
}

/// Occurrences of a term in the corpus, and how many of them begin a word.
typealias TermStatistics = ([UInt8]) throws(IndexError) -> (occurrences: Int, wordStarts: Int)

/// Weighs the terms of query words; see `RankingParameters`.
struct WordWeigher {
  let parameters: RankingParameters
  let statistics: TermStatistics

  /// The word of the tokens `tokens`, which stand between white space in the query.
  ///
  /// - Parameters:
  ///   - buffer: The analyzed word.
  ///   - tokens: Its tokens.
  ///   - field: Where it must stand.
  ///   - isEnglishFunctionWord: Whether it joins or asks in an English query.
  /// - Returns: Its terms with their weights, and its stems.
  /// - Throws: `.corrupt` where the index is damaged.
  func word(
    _ buffer: TokenBuffer, _ tokens: Range<Int>, field: Field?, isEnglishFunctionWord: Bool = false
  ) throws(IndexError) -> QueryWord {
    var word = QueryWord()
    let runs = QueryRun.runs(buffer, tokens)
    let factor = isEnglishFunctionWord || isFunctionWord(runs) ? parameters.functionWord : 1
    for (index, run) in runs.enumerated() {
      let isLast = index + 1 == runs.count
      if run.isHangul {
        let stem = stemLength(run, isLast: isLast, follows: index > 0 ? runs[index - 1] : nil)
        try weighHangul(run, stem: stem, factor: factor, field: field, into: &word)
      } else {
        weighOther(
          run, buffer, factor: factor, isHint: isEnglishFunctionWord, field: field, into: &word)
      }
    }
    return word
  }

  private func isFunctionWord(_ runs: [QueryRun]) -> Bool {
    guard runs.count == 1, runs[0].isHangul else { return false }
    return KoreanEndings.isFunctionWord(Array(runs[0].syllables.joined())[...])
  }

  /// Endings are split off a word's last run; one behind a Latin word may be nothing else.
  private func stemLength(_ run: QueryRun, isLast: Bool, follows previous: QueryRun?) -> Int {
    let bytes = Array(run.syllables.joined())
    guard isLast, run.isPrecomposed else { return run.syllables.count }
    if let previous, !previous.isHangul, previous.end == run.start,
      KoreanEndings.isEnding(bytes[...])
    {
      return 0
    }
    return KoreanEndings.stemLength(bytes[...])
  }

  // MARK: Hangul

  private func weighHangul(
    _ run: QueryRun, stem: Int, factor: Double, field: Field?, into word: inout QueryWord
  ) throws(IndexError) {
    let count = run.syllables.count
    let starts = try boundaries(run, stem: stem)
    var decay = 1.0
    let startWeight =
      stem == 0
      ? parameters.wordStart * parameters.ending
      : (stem == 1 || count == 1) ? parameters.loneWordStart : parameters.wordStart
    let isFunctionWord = factor < 1
    add(
      [TermMark.wordStart] + run.syllables[0], startWeight * factor, field, &word,
      isHint: isFunctionWord || stem != 1)
    if count == 1 {
      add(
        run.syllables[0], (stem == 0 ? parameters.ending : 1) * factor, field, &word,
        isHint: isFunctionWord || stem == 0)
    }
    for index in 0..<max(0, count - 1) {
      var weight = decay
      if starts.contains(index) && index > 0 {
        decay = 1
        weight = 1
        add(
          [TermMark.wordStart] + run.syllables[index], parameters.wordStart * factor, field, &word,
          isHint: true)
      }
      let isAcross = starts.contains(index + 1)
      if isAcross { weight *= parameters.across }
      if index + 1 >= stem { weight *= parameters.ending }
      // The surface form always finds: 증가 may be 증 and a particle, and is a word.
      let isEnding = stem == 0 || index + 1 >= max(stem, 2)
      decay *= parameters.decay
      add(
        run.syllables[index] + run.syllables[index + 1], weight * factor, field, &word,
        isHint: isFunctionWord || isEnding || isAcross)
    }
    appendStems(run, stem, starts, field, &word)
  }

  /// Syllables of the stem at which the corpus shows that a word begins, ascending.
  private func boundaries(_ run: QueryRun, stem: Int) throws(IndexError) -> [Int] {
    guard stem >= 4 else { return [] }
    var counts: [(occurrences: Int, wordStarts: Int)] = []
    for index in 0..<stem - 1 {
      counts.append(try statistics(run.syllables[index] + run.syllables[index + 1]))
    }
    var result: [Int] = []
    for place in 2...stem - 2 {
      let next = counts[place]
      let across = counts[place - 1].occurrences
      let rarer = min(counts[place - 2].occurrences, next.occurrences)
      if Double(next.wordStarts) >= parameters.boundaryShare * Double(next.occurrences),
        next.occurrences > 0, Double(across) <= parameters.boundaryRatio * Double(rarer)
      {
        result.append(place)
      }
    }
    return result
  }

  private func appendStems(
    _ run: QueryRun, _ stem: Int, _ starts: [Int], _ field: Field?, _ word: inout QueryWord
  ) {
    guard stem > 0 else { return }
    var begin = 0
    for end in starts + [stem] {
      let units = run.syllables[begin..<end].map { PhraseUnit(term: $0, isHangul: true) }
      word.stems.append(PhrasePattern(units: units, field: field))
      begin = end
    }
  }

  // MARK: Other words

  private func weighOther(
    _ run: QueryRun, _ buffer: TokenBuffer, factor: Double, isHint: Bool, field: Field?,
    into word: inout QueryWord
  ) {
    // One of several parts that is a single character, as d of 3D, says too little to find anything.
    let hasParts = run.tokens.count { buffer.tokens[$0].kind == .part } > 1
    for index in run.tokens {
      let token = buffer.tokens[index]
      let isCrumb = hasParts && token.kind == .part && token.termLength == 1
      let weight: Double
      switch token.kind {
      case .word, .number: weight = parameters.latin
      case .part: weight = parameters.part
      default: weight = 1
      }
      add(Array(buffer.term(token)), weight * factor, field, &word, isHint: isHint || isCrumb)
    }
    let unit = PhraseUnit(term: run.syllables[0], isHangul: false)
    word.stems.append(PhrasePattern(units: [unit], field: field))
  }

  private func add(
    _ term: [UInt8], _ weight: Double, _ field: Field?, _ word: inout QueryWord,
    isHint: Bool = false
  ) {
    word.terms.append(
      .init(
        term: (field.map { [$0.mark] } ?? []) + term, weight: Float(weight), isHint: isHint))
  }
}

/// A stretch of one script within a query word: a Hangul run, or one other word.
struct QueryRun {
  var isHangul: Bool
  /// A Hangul run's syllables; the term of another word alone.
  var syllables: [[UInt8]]
  /// Its tokens in the buffer.
  var tokens: Range<Int>
  /// Where it begins in the query, in bytes.
  var start: UInt32
  /// Where it ends.
  var end: UInt32

  /// Whether every syllable is three bytes of UTF-8, as precomposed ones are.
  var isPrecomposed: Bool { syllables.allSatisfy { $0.count == 3 && ($0[0] >= 0xEA) } }

  /// The runs of some tokens in order.
  static func runs(_ buffer: TokenBuffer, _ tokens: Range<Int>) -> [QueryRun] {
    var runs: [QueryRun] = []
    for index in tokens {
      let token = buffer.tokens[index]
      let last = runs.count - 1
      switch token.kind {
      case .wordStart:
        runs.append(
          QueryRun(
            isHangul: true, syllables: [Array(buffer.term(token).dropFirst())],
            tokens: index..<index + 1, start: token.start, end: token.end))
      case .hangulBigram:
        runs[last].syllables.append(PhraseUnit.lastCharacter(Array(buffer.term(token))))
        runs[last].end = token.end
        runs[last].tokens = runs[last].tokens.lowerBound..<index + 1
      case .hangulSyllable: continue
      case .part:
        runs[last].tokens = runs[last].tokens.lowerBound..<index + 1
      default:
        runs.append(
          QueryRun(
            isHangul: false, syllables: [Array(buffer.term(token))], tokens: index..<index + 1,
            start: token.start, end: token.end))
      }
    }
    return runs
  }
}
