/// A piece of a query on its way into the tree.
struct QueryPart {
  var occur: ParsedQuery.Occur
  var expression: ParsedQuery.Expression
  /// The items of parentheses without a sign, which stand for themselves among other words.
  var items: [QueryPart]?
  /// Whether AND, OR or NOT made it.
  var isBoolean = false

  init(_ occur: ParsedQuery.Occur, _ expression: ParsedQuery.Expression) {
    self.occur = occur
    self.expression = expression
  }

  /// What it says within a larger expression.
  var asExpression: ParsedQuery.Expression {
    occur == .mustNot ? .not(expression) : expression
  }

  /// What items beside each other say: what is required, or else any of what is wanted; nothing
  /// of what is excluded.
  static func joined(_ items: [QueryPart]) -> ParsedQuery.Expression {
    let required = items.filter { $0.occur == .must }.map(\.expression)
    let wanted = items.filter { $0.occur == .should }.map(\.expression)
    let excluded = items.filter { $0.occur == .mustNot }.map(\.asExpression)
    if required.isEmpty {
      let any = wanted.count == 1 ? wanted : wanted.isEmpty ? [] : [.any(wanted)]
      return any.count == 1 && excluded.isEmpty ? any[0] : .all(any + excluded)
    }
    let parts = required + excluded + wanted.map { .optional($0) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }
}

/// AND, OR, NOT and parentheses.
extension QueryParser {
  /// The next clause, or clauses that operators join; nil at the end of the query or the group.
  mutating func parseItem() -> QueryPart? {
    skipBlanks()
    guard let first = rest.first, !(depth > 0 && first == ")") else { return nil }
    var parts = [parseAnd()]
    while take("OR") { parts.append(parseAnd()) }
    return parts.count == 1 ? parts[0] : boolean(.any(parts.map(\.asExpression)))
  }

  private mutating func parseAnd() -> QueryPart {
    var parts = [parseNot()]
    while take("AND") { parts.append(parseNot()) }
    return parts.count == 1 ? parts[0] : boolean(.all(parts.map(\.asExpression)))
  }

  private mutating func parseNot() -> QueryPart {
    var count = 0
    while take("NOT") { count += 1 }
    var part = parseClause()
    guard count > 0 else { return part }
    let isExcluded = (part.occur == .mustNot) != (count % 2 == 1)
    part.occur = isExcluded ? .mustNot : .must
    part.items = nil
    part.isBoolean = true
    return part
  }

  private func boolean(_ expression: ParsedQuery.Expression) -> QueryPart {
    var part = QueryPart(.must, expression)
    part.isBoolean = true
    return part
  }

  private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

  /// Passes over an operator if one with something behind it comes next.
  private mutating func take(_ name: String) -> Bool {
    let start = rest.drop { $0.isWhitespace }
    guard start.hasPrefix(name) else { return false }
    let behind = start.dropFirst(name.count)
    guard let next = behind.first, next.isWhitespace || next == "(" else { return false }
    let operand = behind.drop { $0.isWhitespace }
    guard let first = operand.first, !isEnd(first) else { return false }
    rest = operand
    return true
  }

  /// Reads a group, whose parenthesis comes next.
  mutating func parseGroup(scope name: String?, occur: ParsedQuery.Occur) -> QueryPart {
    let outer = scope
    scope = name
    depth += 1
    rest = rest.dropFirst()
    var items: [QueryPart] = []
    while let item = parseItem() { items.append(item) }
    if rest.first == ")" { rest = rest.dropFirst() }
    depth -= 1
    scope = outer
    var part = QueryPart(occur, QueryPart.joined(items))
    if occur == .should { part.items = items }
    return part
  }

  /// Adds a part to the query itself.
  mutating func add(_ part: QueryPart) {
    if let items = part.items {
      for item in items { add(item) }
      return
    }
    switch part.expression {
    case .clause(var clause):
      clause.occur = part.occur
      // Words that are no phrase (of a quotation that is not closed) are one clause each.
      let texts =
        clause.isPhrase
        ? [clause.text] : clause.text.split(whereSeparator: \.isWhitespace).map(String.init)
      for text in texts where !text.isEmpty {
        clause.text = text
        query.clauses.append(clause)
      }
    case .date(var range):
      range.isExcluded = part.occur == .mustNot
      query.dates.append(range)
    case .path(var path):
      path.isExcluded = part.occur == .mustNot
      query.paths.append(path)
    default:
      query.groups.append(
        .init(
          expression: part.expression, isExcluded: part.occur == .mustNot,
          place: query.clauses.count))
    }
  }
}

/// The marks behind a word.
enum WordOperator {
  /// How many edits a word asks for that are more than there is an operator for; else nil.
  static func tooManyEdits(_ word: Substring) -> Int? {
    guard let mark = word.lastIndex(of: "~"), let edits = Int(word[mark...].dropFirst()), edits > 2,
      let last = word[..<mark].last, last.isLetter || last.isNumber
    else { return nil }
    return edits
  }

  /// The word with its operator taken off: `word*`, `word~`, `word~2`.
  static func clause(_ word: Substring) -> ParsedQuery.Clause {
    var clause = ParsedQuery.Clause(
      occur: .should, field: nil, isPhrase: false, text: String(word))
    let marks: [(String, ParsedQuery.Match)] = [
      ("*", .prefix), ("~", .fuzzy(1)), ("~1", .fuzzy(1)), ("~2", .fuzzy(2)),
    ]
    for (mark, match) in marks where word.hasSuffix(mark) {
      let stem = word.dropLast(mark.count)
      guard let last = stem.last, last.isLetter || last.isNumber else { continue }
      clause.text = String(stem)
      clause.match = match
      break
    }
    return clause
  }
}
