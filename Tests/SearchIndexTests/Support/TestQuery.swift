import TestSupport

@testable import SearchIndex

/// A query by its parts, so that an oracle needs no parser.
struct TestQuery: CustomStringConvertible {
  struct Clause {
    var occur = ParsedQuery.Occur.should
    var field: Field?
    var isPhrase = false
    var text: String
  }

  var clauses: [Clause] = []
  /// First and last day, as numbers and as text, and whether they are excluded.
  var dates: [(first: Int32?, last: Int32?, text: String, isExcluded: Bool)] = []
  var paths: [(text: String, isExcluded: Bool)] = []
  var mode = MatchMode.any

  /// The query as it is typed.
  var text: String {
    var parts = clauses.map { typed($0.occur, $0.field, $0.isPhrase, $0.text) }
    parts += dates.map { ($0.isExcluded ? "-" : "") + "date:" + $0.text }
    parts += paths.map { ($0.isExcluded ? "-" : "") + "path:" + $0.text }
    return parts.joined(separator: " ")
  }

  var description: String { "\(mode.rawValue): \(text)" }
}

/// A clause as it is typed.
func typed(
  _ occur: ParsedQuery.Occur, _ field: Field?, _ isPhrase: Bool, _ text: String
) -> String {
  let sign =
    switch occur {
    case .should: ""
    case .must: "+"
    case .mustNot: "-"
    }
  return sign + (field.map { $0.name + ":" } ?? "") + (isPhrase ? "\"\(text)\"" : text)
}

extension CorpusMaker {
  /// A random query of every kind that the language has.
  mutating func query() -> TestQuery {
    var query = TestQuery()
    query.mode = pick([.any, .any, .any, .all, .phrase])
    let clauses = random.once(in: 12) ? 0 : 1 + random.below(4)
    for _ in 0..<clauses { query.clauses.append(clause()) }
    if random.once(in: 8) { query.dates.append(date()) }
    if random.once(in: 8) {
      query.paths.append((pick(["a", "2023", "다", "NOTES", "/", "none"]), random.once(in: 3)))
    }
    return query
  }

  private mutating func clause() -> TestQuery.Clause {
    var clause = TestQuery.Clause(text: queryWord())
    clause.occur = pick([.should, .should, .should, .must, .mustNot])
    if random.once(in: 4) {
      clause.isPhrase = true
      clause.text = phrase()
    }
    if random.once(in: 6) {
      clause.field = pick(Field.allCases)
      if clause.field == .author { clause.text = pick(["철수", "doe", "이영희", "Smith-Lee"]) }
      if clause.field == .tag { clause.text = pick(["cv", "자연어", "논문"]) }
    }
    return clause
  }

  /// A word without white space, quotes or a sign in front.
  private mutating func queryWord() -> String {
    if random.once(in: 15) { return pick([".", "·", "...", "!?", "없는말", "unseen"]) }
    // A syllable alone is found within words, too; it has tests of its own.
    var word = word()
    while word.unicodeScalars.count(where: \.properties.isAlphabetic) == 1 { word = self.word() }
    return word
  }

  private mutating func phrase() -> String {
    if random.once(in: 20) { return pick(["", " ", "-"]) }
    return (0...random.below(3)).map { _ in word() }.joined(separator: pick([" ", "-", "", "·"]))
  }

  private mutating func date() -> (first: Int32?, last: Int32?, text: String, isExcluded: Bool) {
    let isExcluded = random.once(in: 4)
    switch random.below(4) {
    case 0: return (19_692, 19_722, "2023-12", isExcluded)
    case 1: return (19_600, nil, "2023-08-31..", isExcluded)
    case 2: return (nil, 19_700, "..2023-12-09", isExcluded)
    default: return (19_723, 20_088, "2024", isExcluded)
    }
  }
}
