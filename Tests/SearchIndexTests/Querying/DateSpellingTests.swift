import Testing

@testable import SearchIndex

@Suite struct DateSpellingTests {
  @Test(arguments: [
    ("2023/12/05", "2023-12-05"), ("2023.12.05", "2023-12-05"), ("2023.12", "2023-12"),
    ("2023년", "2023"), ("2023년12월", "2023-12"), ("2023년 12월 5일", "2023-12-05"),
    (">=2024", "2024.."), ("<=2023-12", "..2023-12"), (">2023-12", "2024-01.."),
    ("<2024", "..2023"), (">2023-12-31", "2024.."), ("2023/12..2024/02", "2023-12..2024-02"),
    ("2023.12.01..2024.02", "2023-12-01..2024-02"), ("2023년12월..", "2023-12.."),
  ])
  func saysTheSame(spelling: String, plain: String) throws {
    let range = try #require(DateSyntax.range(plain))
    #expect(DateSyntax.range(spelling) == range, "\(spelling)")
  }

  @Test(arguments: [">", ">=", "<=x", "2023/13", "2023.12-05", "12월", "2023년13월", ">2023..2024"])
  func isNoDate(text: String) { #expect(DateSyntax.range(text) == nil) }

  @Test func blanksWithinAKoreanDate() {
    let parsed = QueryParser.parse("date:2023년 12월 5일 증류")
    #expect(parsed.dates == QueryParser.parse("date:2023-12-05").dates)
    #expect(parsed.clauses.map(\.text) == ["증류"])
    #expect(QueryParser.parse("date:2023년 증류").clauses.map(\.text) == ["증류"])
    #expect(QueryParser.parse("(date:2023년 12월)").dates.count == 1)
  }
}
