import TextAnalysis

/// A query ready to run on any segment: terms with weights, and patterns that must or must not
/// match.
struct CompiledQuery: Sendable {
  /// Terms that score, each once, with its weight before idf.
  var terms: [WeightedTerm] = []
  var required: [PhrasePattern] = []
  var prohibited: [PhrasePattern] = []
  var dates: [ParsedQuery.DateRange] = []
  var paths: [ParsedQuery.PathPart] = []
  var warnings: [String] = []
  /// Words and phrases to highlight.
  var highlights: [PhrasePattern] = []

  struct WeightedTerm: Sendable, Equatable {
    var term: [UInt8]
    var weight: Float
  }

  /// Whether sections are left out by something other than terms.
  var hasFilters: Bool { !dates.isEmpty || !paths.isEmpty || !prohibited.isEmpty }
}

/// Turns a parsed query into terms and patterns.
struct QueryCompiler {
  private let analyzer: Analyzer
  private let mode: MatchMode
  private var buffer = TokenBuffer()
  private var query = CompiledQuery()
  private var places: [[UInt8]: Int] = [:]

  init(_ analyzer: Analyzer, mode: MatchMode) {
    self.analyzer = analyzer
    self.mode = mode
  }

  /// The compiled form of `parsed`. O(query).
  mutating func compile(_ parsed: ParsedQuery) -> CompiledQuery {
    query = CompiledQuery()
    places = [:]
    query.warnings = parsed.warnings
    query.dates = parsed.dates
    query.paths = parsed.paths
    for clause in clauses(parsed) { add(clause) }
    if query.terms.isEmpty, query.required.isEmpty, !parsed.clauses.isEmpty, !query.hasFilters {
      query.warnings.append("nothing to search for: the query holds no letter or digit")
    }
    return query
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
      let words = parsed.clauses.filter { $0.occur == .should && $0.field == nil }
      let rest = parsed.clauses.filter { $0.occur != .should || $0.field != nil }
      guard !words.isEmpty else { return rest }
      let text = words.map(\.text).joined(separator: " ")
      return [.init(occur: .must, field: nil, isPhrase: true, text: text)] + rest
    }
  }

  private mutating func add(_ clause: ParsedQuery.Clause) {
    buffer.removeAll()
    var text = clause.text
    text.withUTF8 { analyzer.analyze($0.span, into: &buffer) }
    let tokens = 0..<buffer.tokens.count
    guard !tokens.isEmpty else { return }
    let pattern = PhrasePattern(buffer, tokens, field: clause.field)
    switch clause.occur {
    case .mustNot:
      query.prohibited.append(pattern)
      return
    case .must: query.required.append(pattern)
    case .should:
      // A wanted phrase is a requirement too: quotes mean what they mean everywhere.
      if clause.isPhrase { query.required.append(pattern) }
    }
    score(tokens, field: clause.field)
    query.highlights.append(
      clause.field == nil ? pattern : PhrasePattern(buffer, tokens, field: nil))
  }

  private mutating func score(_ tokens: Range<Int>, field: Field?) {
    for weighted in TermWeights.weigh(buffer, tokens, analyzer: analyzer.kind) {
      let term = (field.map { [$0.mark] } ?? []) + weighted.term
      if let place = places[term] {
        query.terms[place].weight += weighted.weight
      } else {
        places[term] = query.terms.count
        query.terms.append(.init(term: term, weight: weighted.weight))
      }
    }
  }
}
