import TestSupport
import Testing

@testable import SearchIndex

@Suite struct BooleanParserTests {
  private static func word(_ text: String, _ field: Field? = nil) -> ParsedQuery.Expression {
    .clause(
      .init(occur: field == nil ? .should : .must, field: field, isPhrase: false, text: text))
  }

  private func tree(_ text: String) -> ParsedQuery.Expression? {
    QueryParser.parse(text).groups.first?.expression
  }

  @Test func notBindsFirstThenAndThenOr() {
    let word = { Self.word($0) }
    #expect(tree("a OR b AND c") == .any([word("a"), .all([word("b"), word("c")])]))
    #expect(tree("NOT a AND b") == .all([.not(word("a")), word("b")]))
    #expect(tree("(a OR b) AND c") == .all([.any([word("a"), word("b")]), word("c")]))
    #expect(tree("a AND (b c)") == .all([word("a"), .any([word("b"), word("c")])]))
    #expect(tree("a OR -b") == .any([word("a"), .not(word("b"))]))
    #expect(
      tree("+(+a b -c)")
        == .all([word("a"), .not(word("c")), .optional(word("b"))]))
  }

  /// What looks like a quotation or a parenthesis within a word is part of it, and hides nothing.
  @Test(arguments: [
    "15\" (a OR b)", "f(\"x (a OR b)", "x) (a OR b)", "(x \"(\" OR y) (a OR b)", "a:\"b (a OR b)",
    "title:\"(\" (a OR b)", "+\"(\" -\")\" (a OR b)", "--\"c (a OR b)", "(f(x) OR y) (a OR b)",
    "title:author:\"x (a OR b)", "\"x\"~5(a OR b)", "\"x\"~ (a OR b)", "\"x\"(a OR b)",
  ])
  func marksWithinWords(text: String) {
    let query = QueryParser.parse(text)
    #expect(query.groups.last?.expression == .any([Self.word("a"), Self.word("b")]))
    #expect(query.warnings.isEmpty, "\(text)")
  }

  @Test func groupsLieOnlySoDeep() {
    let text = String(repeating: "(", count: 40) + "a OR b" + String(repeating: ")", count: 40)
    let warnings = QueryParser.parse(text).warnings
    #expect(warnings.count == 1 && warnings[0].contains("deep"))
  }

  @Test func fieldsReachIntoGroups() {
    let parsed = QueryParser.parse("title:(a OR author:b)")
    var a = ParsedQuery.Clause(occur: .should, field: .title, isPhrase: false, text: "a")
    var b = a
    (b.field, b.text) = (.author, "b")
    a.occur = .should
    #expect(parsed.groups.map(\.expression) == [.any([.clause(a), .clause(b)])])
    #expect(QueryParser.parse("date:(2023 OR 2024)").groups.count == 1)
  }

  @Test func besideEachOtherNothingChanges() {
    for (plain, grouped) in [("a b", "(a b)"), ("a -b c", "a (-b c)"), ("a", "((a))")] {
      #expect(QueryParser.parse(plain) == QueryParser.parse(grouped))
    }
    #expect(QueryParser.parse("NOT a").clauses == QueryParser.parse("-a").clauses)
    #expect(QueryParser.parse("NOT NOT a").clauses == QueryParser.parse("+a").clauses)
    #expect(QueryParser.parse("and or not").warnings.isEmpty)
  }

  @Test(arguments: [
    ("(a b", ["(a", "b"]), ("a)", ["a)"]), (")", [")"]), ("AND a", ["AND", "a"]),
    ("a OR", ["a", "OR"]), ("NOT", ["NOT"]), ("f(x)", ["f(x)"]), ("((a", ["((a"]),
    ("증류(distillation)", ["증류(distillation)"]), ("(a f(b) c)", ["a", "f(b)", "c"]),
  ])
  func theRestIsLiteral(text: String, words: [String]) {
    #expect(QueryParser.parse(text).clauses.map(\.text) == words)
    #expect(QueryParser.parse(text).groups.isEmpty)
  }

  @Test(arguments: ["(a b", ")", "AND a", "a OR", "NOT"])
  func andTheUserIsTold(text: String) {
    #expect(QueryParser.parse(text).warnings.count == 1)
  }

  @Test func operatorsOfWords() {
    let matches = { (text: String) in QueryParser.parse(text).clauses.map(\.match) }
    #expect(matches("a* 가~ b~1 c~2") == [.prefix, .fuzzy(1), .fuzzy(1), .fuzzy(2)])
    #expect(matches("* ~ **b** c~3 d~~ -*") == Array(repeating: .exact, count: 6))
    #expect(matches("\"a b\"~12 \"a\"") == [.near(12), .exact])
  }

  @Test func depthIsBounded() {
    let text = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
    #expect(QueryParser.parse(text).clauses.count == 1)
    let many = String(repeating: "NOT ", count: 5000) + "a"
    #expect(QueryParser.parse(many).clauses.map(\.occur) == [.must])
  }

  @Test func nothingFails() {
    var random = OperatorRandom()
    let pieces = [
      "(", ")", "\"", "+", "-", "AND", " OR ", " NOT ", " ", "a", "가", "*", "~", "~2", "title:",
      "date:", "path:", "2023", "..", ">=", "년", "“", "”",
    ]
    for _ in Rounds.of(5000) {
      let text = (0...random.below(14)).map { _ in pieces[random.below(pieces.count)] }.joined()
      _ = QueryParser.parse(text, isUnfinished: random.below(2) == 0)
    }
  }
}
