import TestSupport
import Testing

@testable import SearchIndex

@Suite("Parsing queries")
struct QueryParserTests {
  /// A clause in short: sign, field, text, quoted if a phrase.
  private func shape(_ query: ParsedQuery) -> [String] {
    query.clauses.map { typed($0.occur, $0.field, $0.isPhrase, $0.text) }
  }

  static let table: [(text: String, clauses: [String], warnings: Int)] = [
    ("", [], 0), ("   ", [], 0), ("\n\t", [], 0),
    ("가우시안 스플래팅", ["가우시안", "스플래팅"], 0),
    ("  a\tb\r\nc\u{3000}d ", ["a", "b", "c", "d"], 0),
    ("\"가우시안 스플래팅\"", ["\"가우시안 스플래팅\""], 0),
    ("\u{201C}둥근 따옴표\u{201D} 뒤", ["\"둥근 따옴표\"", "뒤"], 0),
    ("+must -not", ["+must", "-not"], 0),
    ("+\"a b\" -\"c d\"", ["+\"a b\"", "-\"c d\""], 0),
    ("title:모델", ["+title:모델"], 0), ("-title:모델", ["-title:모델"], 0),
    ("+tag:cv author:doe", ["+tag:cv", "+author:doe"], 0),
    ("heading:a link:b", ["+heading:a", "+link:b"], 0),
    ("author:\"Jane Doe\"", ["+author:\"Jane Doe\""], 0),
    ("TITLE:x Title:y", ["+title:x", "+title:y"], 0),
    ("title:", ["title:"], 0), ("title: x", ["title:", "x"], 0),
    ("a:b", ["a:b"], 0), ("http://x.org", ["http://x.org"], 0), ("title:a:b", ["+title:a:b"], 0),
    ("C++", ["C++"], 0), ("C++ -STL", ["C++", "-STL"], 0), ("a-b", ["a-b"], 0),
    ("--", ["--"], 0), ("-", ["-"], 0), ("+", ["+"], 0), ("--x", ["--x"], 0), ("+-x", ["+-x"], 0),
    ("- x", ["-", "x"], 0), ("-->", ["-->"], 0),
    ("\"\"", [], 0), ("\"a\"b", ["\"a\"", "b"], 0), ("a\"b\"", ["a\"b\""], 0),
    ("\"open", ["open"], 1), ("\"", [], 1), ("x \"open -not", ["x", "open", "-not"], 1),
    ("a or b (c)", ["a", "or", "b", "c"], 0), ("prefix* fuzzy~", ["prefix", "fuzzy"], 0),
    ("a~3", ["a~3"], 1), ("증류~9 증류~9", ["증류~9", "증류~9"], 1), ("~9 a~b", ["~9", "a~b"], 0),
    ("date:2023-13", ["2023-13"], 1), ("date:gestern", ["gestern"], 1),
  ]

  @Test("every construct, and what is none", arguments: table)
  func construct(row: (text: String, clauses: [String], warnings: Int)) {
    let query = QueryParser.parse(row.text)
    #expect(shape(query) == row.clauses)
    #expect(query.warnings.count == row.warnings)
    #expect(query.dates.isEmpty && query.paths.isEmpty)
  }

  @Test("dates and paths are filters")
  func filters() {
    let query = QueryParser.parse("date:2023-12-05 -date:2023 path:Notes/읽기 -path:\"a b\" x")
    #expect(shape(query) == ["x"])
    #expect(query.dates.map(\.isExcluded) == [false, true])
    #expect(query.dates[0].first == query.dates[0].last)
    #expect(query.paths.map(\.text) == ["notes/읽기", "a b"])
    #expect(query.paths.map(\.isExcluded) == [false, true])
    #expect(query.warnings.isEmpty)
  }

  @Test("filters that cannot be meant so are told")
  func warnings() {
    for text in ["date:2025..2024", "path:*.md", "path:a*b.md", "-path:\"*\"", "path:*"] {
      #expect(QueryParser.parse(text).warnings.count == 1, "\(text)")
    }
    for text in ["date:2024..2024", "date:2025..", "date:>2024", "path:notes*", "path:notes/*"] {
      #expect(QueryParser.parse(text).warnings.isEmpty, "\(text)")
    }
    #expect(QueryParser.parse("path:notes/**").paths.map(\.text) == ["notes/"])
    let long = String(repeating: "가", count: 5_000)
    for text in ["(" + long, "date:" + long, long + "~7"] {
      let warnings = QueryParser.parse(text).warnings
      #expect(warnings.count == 1 && warnings.allSatisfy { $0.count < 200 })
    }
  }

  @Test("path parts compare without case and normalization")
  func paths() {
    let part = ParsedQuery.PathPart(text: "\u{AC00}b")
    #expect(part.matches("x/\u{1100}\u{1161}B.md"))
    #expect(!part.matches("x/나b.md"))
    #expect(ParsedQuery.PathPart(text: "", isExcluded: false).matches("x"))
    #expect(!ParsedQuery.PathPart(text: "x", isExcluded: true).matches("x"))
    #expect(!ParsedQuery.PathPart(text: "long").matches("lon"))
    #expect(ParsedQuery.PathPart(text: "aab").matches("notes/AAAB.md"))
    #expect(ParsedQuery.PathPart(text: "민법/").matches("Law/민법/법률.md"))
    // Decomposed, as some file systems give names.
    #expect(
      ParsedQuery.PathPart(text: "민법").matches(
        "\u{1106}\u{1175}\u{11AB}\u{1107}\u{1165}\u{11B8}.md"))
    #expect(!ParsedQuery.PathPart(text: "미").matches("민법.md"))
  }

  @Test("a long query is read to its end")
  func long() {
    let words = (0..<5000).map { _ in "가" }
    #expect(QueryParser.parse(words.joined(separator: " ")).clauses.count == 5000)
    #expect(QueryParser.parse(String(repeating: "x", count: 10_000)).clauses.count == 1)
    #expect(QueryParser.parse(String(repeating: "\"", count: 10_000)).clauses.isEmpty)
    #expect(QueryParser.parse(String(repeating: ":", count: 10_000)).clauses.count == 1)
  }

  @Test("random bytes are always a query, and searching for it no error")
  func anyBytes() throws {
    var random = SeededGenerator()
    let searcher = try TestIndex(texts: ["가우시안 LLM 2023", "title date"]).searcher()
    let pieces = [
      "\"", "+", "-", ":", "title:", "date:", "path:", "..", "2023", "-12", "가", "LLM", " ", "\n",
      "\u{201C}", "\u{301}", "\u{1112}\u{1161}", "\u{0}", "🙂",
    ]
    for _ in Rounds.of(600) {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(12) {
        bytes +=
          random.once(in: 4)
          ? random.bytes(random.below(4)) : Array(pieces[random.below(pieces.count)].utf8)
      }
      for mode in [MatchMode.any, .all, .phrase] {
        var options = SearchOptions()
        options.mode = mode
        options.explain = true
        let results = try searcher.search(String(decoding: bytes, as: UTF8.self), options)
        #expect(results.hits.count <= results.total)
        for hit in results.hits { _ = try searcher.present(hit, of: results) }
      }
    }
  }
}
