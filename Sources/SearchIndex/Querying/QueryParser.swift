import TextAnalysis

/// Reads the query language:
///
///     query  := item*                        separated by white space
///     item   := and ("OR" and)*
///     and    := not ("AND" not)*
///     not    := "NOT"* clause
///     clause := sign? (field ":")? (group | phrase | word)
///     group  := "(" item* ")"
///     sign   := "+" | "-"                    required, excluded
///     phrase := "\"" any* "\"" ("~" digits)?
///     word   := any+ ("*" | "~" | "~1" | "~2")?
///     field  := title | author | tag | heading | link | path | date
///
/// A clause with a field is required unless it is excluded, and so is what AND and OR join.
/// Whatever does not fit is taken as words, with a warning: the parser never fails.
struct QueryParser {
  /// Groups within groups beyond which parentheses are plain characters.
  static let depthLimit = 32

  var rest: Substring
  var query = ParsedQuery()
  var depth = 0
  /// The field in front of the group that is being read.
  var scope: String?
  private let marksLast: Bool
  private let opens: Set<String.Index>

  /// The meaning of `text`. O(text).
  ///
  /// - Parameters:
  ///   - text: The query as it was typed.
  ///   - isUnfinished: Whether its last word is still being typed.
  /// - Returns: What was understood, with warnings.
  static func parse(_ text: String, isUnfinished: Bool = false) -> ParsedQuery {
    if let words = PlainWords.clauses(text, isUnfinished: isUnfinished) {
      return ParsedQuery(clauses: words)
    }
    return parseAll(text, isUnfinished: isUnfinished)
  }

  /// The same, read character by character.
  static func parseAll(_ text: String, isUnfinished: Bool) -> ParsedQuery {
    var parser = QueryParser(text, isUnfinished)
    while let part = parser.parseItem() { parser.add(part) }
    return parser.query
  }

  private init(_ text: String, _ marksLast: Bool) {
    rest = text[...]
    self.marksLast = marksLast
    opens = Parentheses.closed(text)
  }

  // MARK: Clauses

  mutating func parseClause() -> QueryPart {
    var occur = ParsedQuery.Occur.should
    if let first = rest.first, first == "+" || first == "-",
      let second = rest.dropFirst().first, !isEnd(second)
    {
      // A sign in front of another sign ("--", "-->") is no operator.
      if second != "+", second != "-" {
        occur = first == "+" ? .must : .mustNot
        rest = rest.dropFirst()
      }
    }
    if let name = fieldName() {
      rest = rest[rest.index(rest.startIndex, offsetBy: name.count + 1)...]
      if beginsGroup {
        let part = parseGroup(scope: name, occur: occur)
        return QueryPart(occur == .mustNot ? .mustNot : .must, part.expression)
      }
      return parseField(name, occur)
    }
    if beginsGroup { return parseGroup(scope: scope, occur: occur) }
    if let scope {
      var part = parseField(scope, occur)
      part.occur = occur
      return part
    }
    return QueryPart(occur, .clause(parseOperand()))
  }

  /// Whether a parenthesis comes next that is closed.
  private var beginsGroup: Bool {
    rest.first == "(" && depth < Self.depthLimit && opens.contains(rest.startIndex)
  }

  func isEnd(_ character: Character) -> Bool {
    character.isWhitespace || (depth > 0 && character == ")")
  }

  private static let fieldNames = Set(Field.allCases.map(\.name) + ["path", "date"])

  /// Whether a text is the name of a field, in any case.
  static func isField(_ text: String) -> Bool { fieldNames.contains(text.lowercased()) }

  /// The text, if it is no longer than the name of a field.
  static func mayBeField(_ text: String) -> String? { text.count <= longestField ? text : nil }

  /// Characters of the longest name: looking further would cost the whole query for every clause.
  private static let longestField = fieldNames.map(\.count).max() ?? 0

  /// The name of a field, if one with something behind its colon comes next.
  private func fieldName() -> String? {
    guard let colon = rest.prefix(Self.longestField + 1).firstIndex(of: ":") else { return nil }
    let name = rest[..<colon].lowercased()
    let behind = rest[rest.index(after: colon)...].first
    guard Self.fieldNames.contains(name), let behind, !isEnd(behind) else { return nil }
    return name
  }

  private mutating func parseField(_ name: String, _ occur: ParsedQuery.Occur) -> QueryPart {
    if name == "date" { return parseDate(occur) }
    var operand = parseOperand()
    if name == "path" {
      // A beginning of a part of a path is a part of it.
      while !operand.isPhrase, operand.text.count > 1, operand.text.last == "*" {
        operand.text.removeLast()
      }
      if operand.text.contains("*") {
        warn(
          "path:\(operand.text.shortened) has a *, which stands for itself: a path needs no wildcards, "
            + "any part of it will do")
      }
      return QueryPart(occur, .path(.init(text: TextNormalizer.normalized(operand.text))))
    }
    operand.field = Field.allCases.first { $0.name == name }
    return QueryPart(occur == .should ? .must : occur, .clause(operand))
  }

  private mutating func parseDate(_ occur: ParsedQuery.Occur) -> QueryPart {
    var operand = parseOperand()
    while operand.text.hasSuffix("년") || operand.text.hasSuffix("월"), !operand.isPhrase {
      // 2023년 12월 5일 is one date, blanks and all.
      let blanks = rest.prefix { $0.isWhitespace }
      let next = rest[blanks.endIndex...].prefix { !isEnd($0) }
      guard !blanks.isEmpty, next.first?.isNumber == true,
        DateSyntax.range(operand.text + next) != nil
      else { break }
      operand.text += next
      rest = rest[next.endIndex...]
    }
    if let range = DateSyntax.range(operand.text) {
      if let first = range.first, let last = range.last, first > last {
        warn("date:\(operand.text.shortened) ends before it begins: no day is in it")
      }
      return QueryPart(occur, .date(range))
    }
    warn(
      "date:\(operand.text.shortened) is no date (2023, 2023-12, 2023-12-05, >=2023-12, or two of them "
        + "with .. between): searched as words")
    return QueryPart(.should, .clause(operand))
  }

  // MARK: Words and phrases

  private mutating func parseOperand() -> ParsedQuery.Clause {
    if rest.first == "\"" || rest.first == "\u{201C}" { return parseQuoted() }
    let word = wordText()
    if word.first == "(" || (depth == 0 && word.first == ")") {
      warn(ofParenthesisIn: word)
    }
    if ["AND", "OR", "NOT"].contains(word) {
      warn("\(word) has nothing to join: searched as a word")
    }
    if let edits = WordOperator.tooManyEdits(word) {
      warn(
        "\(word.shortened) asks for \(edits) edits, of which ~1 and ~2 are known: searched as a word"
      )
    }
    rest = rest[word.endIndex...]
    var clause = WordOperator.clause(word)
    if marksLast, rest.isEmpty, clause.match == .exact { clause.match = .unfinished }
    return clause
  }

  private mutating func warn(ofParenthesisIn word: Substring) {
    let tooDeep =
      "parentheses lie more than \(Self.depthLimit) deep: those within are searched as words"
    if opens.contains(word.startIndex) { return warn(tooDeep) }
    // The other halves of those within are left over.
    if word.first == ")", query.warnings.contains(tooDeep) { return }
    warn("the parenthesis in \(word.shortened) has no other half: searched as a word")
  }

  /// Everything up to white space, or to the parenthesis that ends the group.
  private func wordText() -> Substring {
    var inner = 0
    return rest.prefix { character in
      if character.isWhitespace { return false }
      if depth > 0, character == ")" {
        inner -= 1
        return inner >= 0
      }
      if character == "(" { inner += 1 }
      return true
    }
  }

  private mutating func parseQuoted() -> ParsedQuery.Clause {
    let inside = rest.dropFirst()
    guard let end = inside.firstIndex(where: { $0 == "\"" || $0 == "\u{201D}" }) else {
      rest = ""
      if marksLast { return Self.unfinishedPhrase(inside) }
      warn("a quotation mark is not closed: searched as words")
      return .init(occur: .should, field: nil, isPhrase: false, text: String(inside))
    }
    rest = inside[inside.index(after: end)...]
    var clause = ParsedQuery.Clause(
      occur: .should, field: nil, isPhrase: true, text: String(inside[..<end]))
    if rest.first == "~" {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      if let count = Int(digits), digits.count < 6 {
        clause.match = .near(count)
        rest = rest[digits.endIndex...]
      }
    }
    // No word ends in a consonant alone: the mark may be one that an editor has put there.
    if marksLast, rest.isEmpty, clause.match == .exact,
      Hangul.completions(ofLastKey: clause.text) != nil
    {
      clause.match = .unfinished
    }
    return clause
  }

  /// A phrase whose second quotation mark is still to come; what white space follows is finished.
  private static func unfinishedPhrase(_ text: Substring) -> ParsedQuery.Clause {
    let isOpen = text.last?.isWhitespace == false
    return .init(
      occur: .should, field: nil, isPhrase: true, text: String(text),
      match: isOpen ? .unfinished : .exact)
  }

  /// Tells the user something, once.
  private mutating func warn(_ text: String) {
    if !query.warnings.contains(text) { query.warnings.append(text) }
  }
}
