import TextAnalysis

/// Reads the query language:
///
///     query  := clause*                      separated by white space
///     clause := sign? (field ":")? (phrase | word)
///     sign   := "+" | "-"                    required, excluded
///     phrase := "\"" any* "\""
///     field  := title | author | tag | heading | link | path | date
///     date   := day | day ".." day | day ".." | ".." day
///     day    := YYYY | YYYY-MM | YYYY-MM-DD
///
/// A clause with a field is required unless it is excluded. Whatever does not fit is taken as
/// words, with a warning: the parser never fails.
struct QueryParser {
  private var rest: Substring
  private var query = ParsedQuery()

  /// The meaning of `text`. O(text).
  static func parse(_ text: String) -> ParsedQuery {
    var parser = QueryParser(rest: text[...])
    while parser.parseClause() {}
    return parser.query
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func parseClause() -> Bool {
    rest = rest.drop { $0.isWhitespace }
    guard let first = rest.first else { return false }
    var occur = ParsedQuery.Occur.should
    if first == "+" || first == "-", let second = rest.dropFirst().first, !second.isWhitespace {
      // A sign in front of another sign ("--", "-->") is no operator.
      if second != "+", second != "-" {
        occur = first == "+" ? .must : .mustNot
        rest = rest.dropFirst()
      }
    }
    if let name = fieldName() {
      parseField(name, occur)
    } else {
      let operand = parseOperand()
      add(operand.text, occur, field: nil, isPhrase: operand.isPhrase)
    }
    return true
  }

  private static let fieldNames = Set(Field.allCases.map(\.name) + ["path", "date"])
  /// Characters of the longest name: looking further would cost the whole query for every clause.
  private static let longestField = fieldNames.map(\.count).max() ?? 0

  /// The name of a field, if one with something behind its colon comes next.
  private func fieldName() -> String? {
    guard let colon = rest.prefix(Self.longestField + 1).firstIndex(of: ":") else { return nil }
    let name = rest[..<colon].lowercased()
    let behind = rest[rest.index(after: colon)...].first
    guard Self.fieldNames.contains(name), let behind, !behind.isWhitespace else { return nil }
    return name
  }

  private mutating func parseField(_ name: String, _ occur: ParsedQuery.Occur) {
    rest = rest[rest.index(rest.startIndex, offsetBy: name.count + 1)...]
    let operand = parseOperand()
    switch name {
    case "date": addDate(operand.text, occur)
    case "path":
      query.paths.append(
        .init(text: TextNormalizer.normalized(operand.text), isExcluded: occur == .mustNot))
    default:
      let field = Field.allCases.first { $0.name == name }
      add(operand.text, occur == .should ? .must : occur, field: field, isPhrase: operand.isPhrase)
    }
  }

  private mutating func parseOperand() -> (text: String, isPhrase: Bool) {
    if rest.first == "\"" || rest.first == "\u{201C}" { return parseQuoted() }
    let word = rest.prefix { !$0.isWhitespace }
    rest = rest[word.endIndex...]
    return (String(word), false)
  }

  private mutating func parseQuoted() -> (text: String, isPhrase: Bool) {
    let closing: Set<Character> = ["\"", "\u{201D}"]
    let inside = rest.dropFirst()
    guard let end = inside.firstIndex(where: { closing.contains($0) }) else {
      query.warnings.append("a quotation mark is not closed: searched as words")
      rest = ""
      return (String(inside), false)
    }
    rest = inside[inside.index(after: end)...]
    return (String(inside[..<end]), true)
  }

  /// Adds a clause; words that are no phrase (of a quotation that is not closed) one each.
  private mutating func add(
    _ text: String, _ occur: ParsedQuery.Occur, field: Field?, isPhrase: Bool
  ) {
    let texts =
      isPhrase ? [text] : text.split(whereSeparator: \.isWhitespace).map(String.init)
    for text in texts where !text.isEmpty {
      query.clauses.append(.init(occur: occur, field: field, isPhrase: isPhrase, text: text))
    }
  }

  private mutating func addDate(_ text: String, _ occur: ParsedQuery.Occur) {
    guard var range = DateSyntax.range(text) else {
      query.warnings.append(
        "date:\(text) is no date (2023, 2023-12, 2023-12-05, or two of them with .. between): "
          + "searched as words")
      add(text, .should, field: nil, isPhrase: false)
      return
    }
    range.isExcluded = occur == .mustNot
    query.dates.append(range)
  }
}
