import Testing
import TextAnalysis

@testable import SearchIndex

@Suite("Dates in queries")
struct DateSyntaxTests {
  private func days(_ text: String) -> String? {
    guard let range = DateSyntax.range(text) else { return nil }
    return (range.first.map { CivilDate(daysSince1970: $0).description } ?? "") + ".."
      + (range.last.map { CivilDate(daysSince1970: $0).description } ?? "")
  }

  static let ranges: [(String, String)] = [
    ("2023", "2023-01-01..2023-12-31"), ("2023-12", "2023-12-01..2023-12-31"),
    ("2024-02", "2024-02-01..2024-02-29"), ("2023-02", "2023-02-01..2023-02-28"),
    ("2023-12-05", "2023-12-05..2023-12-05"), ("2023-1-5", "2023-01-05..2023-01-05"),
    ("2023-12..2024-02", "2023-12-01..2024-02-29"), ("2023..2023", "2023-01-01..2023-12-31"),
    ("2023-06-15..", "2023-06-15.."), ("..2023-06", "..2023-06-30"), ("..2023", "..2023-12-31"),
    ("2024-02-29", "2024-02-29..2024-02-29"), ("1969-12-31", "1969-12-31..1969-12-31"),
    ("9999-12-31", "9999-12-31..9999-12-31"), ("0001", "0001-01-01..0001-12-31"),
  ]

  @Test("ranges with both ends", arguments: ranges)
  func range(row: (String, String)) { #expect(days(row.0) == row.1) }

  @Test(
    "what is no date",
    arguments: [
      "", "..", "x", "2023-", "2023-13", "2023-00", "2023-02-29", "2023-02-30", "2023-04-31",
      "2023-12-32", "2023-12-00", "23-12", "20231", "2023-12-05-1", "2023..x", "x..2023",
      "2023...2024", "+2023", "-2023", "２０２３", "2023-123", "2023 ", "2023-12..2024-13",
    ])
  func none(text: String) { #expect(DateSyntax.range(text) == nil) }

  @Test("a range holds its ends, and no section without a date")
  func contains() {
    let december = ParsedQuery.DateRange(first: 19_692, last: 19_722)
    for (day, isInside) in [(19_691, false), (19_692, true), (19_722, true), (19_723, false)] {
      #expect(december.contains(Int32(day)) == isInside)
    }
    for range in [december, .init(first: nil, last: 0), .init(first: 0, last: nil), .init()] {
      #expect(!range.contains(SectionRow.noDate))
    }
    #expect(ParsedQuery.DateRange(first: nil, last: 0).contains(-1_000_000))
  }

  @Test("day numbers of known days")
  func known() {
    #expect(CivilDate.dayNumber(1970, 1, 1) == 0)
    #expect(CivilDate.dayNumber(1969, 12, 31) == -1)
    #expect(CivilDate.dayNumber(2000, 2, 29) == 11_016)
    #expect(CivilDate.dayNumber(2023, 12, 5) == 19_696)
    #expect(CivilDate(daysSince1970: 19_696).description == "2023-12-05")
    #expect(CivilDate(daysSince1970: 0).description == "1970-01-01")
  }

  @Test("every day of two hundred years comes one after the other and back")
  func everyDay() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var expected = CivilDate.dayNumber(1890, 1, 1)
    for year in 1890..<2090 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
        for day in 1...length {
          let text = CivilDate(daysSince1970: expected).description
          let wanted = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          if CivilDate.dayNumber(year, month, day) != expected || text != wanted {
            Issue.record("\(wanted) is \(text)")
          }
          expected += 1
        }
      }
    }
  }
}
