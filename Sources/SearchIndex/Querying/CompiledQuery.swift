import IndexBytes
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
  /// Stems in the order of the query, for the second stage.
  var stems: [PhrasePattern] = []

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
  private let weigher: WordWeigher
  private var buffer = TokenBuffer()
  private var query = CompiledQuery()
  private var places: [[UInt8]: Int] = [:]

  init(_ analyzer: Analyzer, mode: MatchMode, weigher: WordWeigher) {
    self.analyzer = analyzer
    self.mode = mode
    self.weigher = weigher
  }

  /// The compiled form of `parsed`. O(query).
  mutating func compile(_ parsed: ParsedQuery) throws(IndexError) -> CompiledQuery {
    query = CompiledQuery()
    places = [:]
    query.warnings = parsed.warnings
    query.dates = parsed.dates
    query.paths = parsed.paths
    for clause in clauses(parsed) { try add(clause) }
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

  private mutating func add(_ clause: ParsedQuery.Clause) throws(IndexError) {
    analyze(clause.text)
    guard !buffer.tokens.isEmpty else { return }
    let pattern = PhrasePattern(buffer, 0..<buffer.tokens.count, field: clause.field)
    switch clause.occur {
    case .mustNot:
      query.prohibited.append(pattern)
      return
    case .must: query.required.append(pattern)
    case .should:
      // A wanted phrase is a requirement too: quotes mean what they mean everywhere.
      if clause.isPhrase { query.required.append(pattern) }
    }
    query.highlights.append(
      clause.field == nil
        ? pattern : PhrasePattern(buffer, 0..<buffer.tokens.count, field: nil))
    for word in clause.text.split(whereSeparator: \.isWhitespace) {
      analyze(String(word))
      try score(clause.field)
    }
  }

  private mutating func analyze(_ text: String) {
    var text = text
    buffer.removeAll()
    text.withUTF8 { analyzer.analyze($0.span, into: &buffer) }
  }

  private mutating func score(_ field: Field?) throws(IndexError) {
    let word = try weigher.word(buffer, 0..<buffer.tokens.count, field: field)
    query.stems += word.stems
    for weighted in word.terms {
      if let place = places[weighted.term] {
        query.terms[place].weight += weighted.weight
      } else {
        places[weighted.term] = query.terms.count
        query.terms.append(weighted)
      }
    }
  }
}
