import IndexBytes
import TextAnalysis

/// Turns a parsed query into terms and patterns.
struct QueryCompiler {
  /// Factor of a syllable within a word against one that begins it.
  static let insideWeight: Float = 0.1

  let analyzer: Analyzer
  private let mode: MatchMode
  private let weigher: WordWeigher
  var buffer = TokenBuffer()
  var query = CompiledQuery()
  /// The terms of the query, by number.
  private var places = TermNumbers(bits: Self.placeBits)
  private static let placeBits: UInt32 = 8
  private var isEnglish = false

  init(_ analyzer: Analyzer, mode: MatchMode, weigher: WordWeigher) {
    self.analyzer = analyzer
    self.mode = mode
    self.weigher = weigher
  }

  /// The compiled form of `parsed`. O(query).
  mutating func compile(_ parsed: ParsedQuery) throws(IndexError) -> CompiledQuery {
    query = CompiledQuery()
    if analyzer.kind == .standard { query.wordCount = 0 }
    places = TermNumbers(bits: Self.placeBits)
    isEnglish = analyzer.kind == .standard && parsed.isEnglish
    query.warnings = parsed.warnings
    query.dates = parsed.dates
    query.paths = parsed.paths
    let clauses = clauses(parsed)
    let isAlone =
      clauses.count { $0.occur != .mustNot } == 1 && !parsed.groups.contains(where: scores)
    for (place, clause) in clauses.enumerated() {
      try add(parsed.groups.filter { $0.place == place })
      try add(clause, isAlone: isAlone)
    }
    try add(parsed.groups.filter { $0.place >= clauses.count })
    for stem in query.stems.indices {
      query.stems[stem].terms = query.stems[stem].pattern.terms.compactMap {
        places.number($0, 0, $0.count)
      }
    }
    query.stemRow = StemRow(query.stems, places)
    // A query of nothing but hints searches for them. A slot that does not score finds nothing, and
    // one that looks for a syllable within words goes with terms that look for it elsewhere.
    let isOfSlots = query.slots.contains { $0.weight > 0 && !$0.expansion.isInside }
    if !isOfSlots, query.terms.allSatisfy(\.isHint) {
      for place in query.terms.indices { query.terms[place].isHint = false }
    }
    if isAlone, isRequiredSyllable { query.required.removeAll() }
    return query
  }

  /// Whether a syllable is all that is required, and every section that holds it scores: then the
  /// scores find the same sections, and sooner.
  private var isRequiredSyllable: Bool {
    guard query.required.count == 1, case .any(let ways) = query.required[0], ways.count == 2,
      case .phrase = ways[0], case .slot(let inside) = ways[1]
    else { return false }
    return query.slots[inside].expansion.isInside && query.slots[inside].weight > 0
      && query.terms.allSatisfy { $0.weight > 0 && !$0.isHint }
  }

  /// In phrase mode neighbouring wanted words are one phrase; in all mode each is required.
  private func clauses(_ parsed: ParsedQuery) -> [ParsedQuery.Clause] {
    switch mode {
    case .any, .prefix, .fuzzy: return parsed.clauses
    case .all:
      return parsed.clauses.map { clause in
        var clause = clause
        if clause.occur == .should { clause.occur = .must }
        return clause
      }
    case .phrase:
      let isWord = { (clause: ParsedQuery.Clause) in
        clause.occur == .should && clause.field == nil
          && (clause.match == .exact || clause.match == .unfinished)
      }
      let words = parsed.clauses.filter(isWord)
      let rest = parsed.clauses.filter { !isWord($0) }
      guard !words.isEmpty else { return rest }
      let text = words.map(\.text).joined(separator: " ")
      let isUnfinished = words.last?.match == .unfinished
      return [
        .init(
          occur: .must, field: nil, isPhrase: true, text: text,
          match: isUnfinished ? .unfinished : .exact)
      ] + rest
    }
  }

  /// How a clause is compared: the mode decides for words without an operator.
  private func match(_ clause: ParsedQuery.Clause) -> ParsedQuery.Match {
    guard clause.match == .exact, !clause.isPhrase else { return clause.match }
    switch mode {
    case .prefix: return .prefix
    case .fuzzy: return .fuzzy(1)
    default: return .exact
    }
  }

  private mutating func add(
    _ clause: ParsedQuery.Clause, isAlone: Bool
  ) throws(IndexError) {
    guard clause.occur != .mustNot else {
      if let requirement = requirement(clause) { query.prohibited.append(requirement) }
      return
    }
    // A wanted phrase is a requirement too: quotes mean what they mean everywhere.
    let isRequired = clause.occur == .must || clause.isPhrase
    if isRequired, let requirement = requirement(clause) { query.required.append(requirement) }
    try score(clause, isAlone: isAlone || isRequired)
  }

  // MARK: Requirements

  /// What a clause asks of a section; nil where it holds no word.
  mutating func requirement(_ clause: ParsedQuery.Clause) -> Requirement? {
    let match = match(clause)
    if case .near(let gap) = match {
      let words = clause.text.split(whereSeparator: \.isWhitespace).compactMap { word in
        pattern(String(word), clause.field)
      }
      return words.isEmpty ? nil : .near(words, gap)
    }
    if let slot = slot(clause, match, weight: 0) { return .slot(slot) }
    guard let pattern = pattern(clause.text, clause.field) else { return nil }
    if !clause.isPhrase, let syllable = loneSyllable() {
      let inside = append(
        .holding(syllable, field: clause.field), weight: 0, label: clause.text)
      return .any([.phrase(pattern), .slot(inside)])
    }
    return .phrase(pattern)
  }

  private mutating func pattern(_ text: String, _ field: Field?) -> PhrasePattern? {
    analyze(text)
    guard !buffer.tokens.isEmpty else { return nil }
    return PhrasePattern(buffer, 0..<buffer.tokens.count, field: field)
  }

  /// The syllable of the text analyzed last, if it is one and nothing else.
  private func loneSyllable() -> [UInt8]? {
    let units = PhraseUnit.units(buffer, 0..<buffer.tokens.count)
    return units.count == 1 && units[0].isHangul ? units[0].term : nil
  }

  // MARK: Scores

  /// Adds the terms of a clause that is not excluded, and what to highlight.
  mutating func score(_ clause: ParsedQuery.Clause, isAlone: Bool) throws(IndexError) {
    let match = match(clause)
    if slot(clause, match, weight: 1) != nil {
      query.wordCount? += 1
      return
    }
    if case .near = match {
      for word in clause.text.split(whereSeparator: \.isWhitespace) {
        if let pattern = pattern(String(word), nil) { query.highlights.append(pattern) }
      }
    } else if var pattern = pattern(clause.text, nil) {
      pattern.isOfTitle = clause.field == .title
      query.highlights.append(pattern)
    }
    var first: Float = 0
    if !clause.isPhrase, PlainWords.isWord(clause.text) {
      // Its pattern was made from it just now, so that it has been analyzed.
      first = try score(clause.text[...], clause.field)
    } else {
      for word in clause.text.split(whereSeparator: \.isWhitespace) {
        analyze(String(word))
        first = try score(word, clause.field)
      }
    }
    if isAlone, !clause.isPhrase, let syllable = loneSyllable() {
      append(
        .holding(syllable, field: clause.field), weight: first * Self.insideWeight,
        label: clause.text)
    }
  }

  mutating func analyze(_ text: String) {
    var text = text
    buffer.removeAll()
    text.withUTF8 { analyzer.analyze($0.span, into: &buffer) }
  }

  /// Adds the terms of a word, which was the last to be analyzed; returns the weight of the first.
  private mutating func score(_ text: Substring, _ field: Field?) throws(IndexError) -> Float {
    let joins = isEnglish && EnglishFunctionWords.contains(text)
    let word = try weigher.word(
      buffer, 0..<buffer.tokens.count, field: field, isEnglishFunctionWord: joins)
    // Text that comes cut into tokens is ranked by BM25 and nothing else.
    if analyzer.kind == .standard { query.stems += word.stems.map { .init(pattern: $0) } }
    query.wordCount? += word.stems.count
    for weighted in word.terms {
      let place = places.insert(weighted.term)
      if place < query.terms.count {
        query.terms[place].weight += weighted.weight
        query.terms[place].isHint = query.terms[place].isHint && weighted.isHint
      } else {
        query.terms.append(weighted)
      }
    }
    return word.terms.first?.weight ?? 0
  }

  /// Adds a slot, or weight to one that stands for the same; returns its number.
  @discardableResult
  private mutating func append(_ expansion: Expansion, weight: Float, label: String) -> Int {
    if let known = query.slots.firstIndex(where: { $0.expansion == expansion }) {
      query.slots[known].weight += weight
      return known
    }
    query.slots.append(.init(expansion: expansion, weight: weight, label: label))
    return query.slots.count - 1
  }

  /// Adds the slot of a word with an operator; nil for other clauses.
  ///
  /// - Parameters:
  ///   - clause: The word.
  ///   - match: Its operator.
  ///   - weight: 0 for a slot that only has to match.
  /// - Returns: The number of the slot.
  private mutating func slot(
    _ clause: ParsedQuery.Clause, _ match: ParsedQuery.Match, weight: Float
  ) -> Int? {
    let mark: String
    let expansion: Expansion?
    switch match {
    case .exact, .near: return nil
    case .prefix, .unfinished:
      mark = "*"
      expansion = prefix(clause.text, clause.field, isUnfinished: match == .unfinished)
    case .fuzzy(let edits):
      mark = "~\(edits)"
      expansion = fuzzy(clause.text, clause.field, edits: edits)
    }
    guard let expansion else { return nil }
    let isOther = buffer.tokens.contains { $0.kind == .word || $0.kind == .number }
    let factor = weight * Float(isOther ? weigher.parameters.latin : 1)
    return append(expansion, weight: factor, label: clause.text + mark)
  }
}
