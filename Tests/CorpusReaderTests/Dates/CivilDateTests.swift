import Testing
import TextAnalysis

@testable import CorpusReader

@Suite struct CivilDateTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2023, 12, 5, 19_696),
    (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
  ])
  func countsDays(year: Int, month: Int, day: Int, days: Int32) {
    #expect(CivilDate(year: year, month: month, day: day)?.daysSince1970 == days)
    let parts = CivilDate(daysSince1970: days).components
    #expect(parts == (year, month, day))
  }

  @Test func describesItselfAndOrders() {
    #expect(CivilDate(year: 2023, month: 1, day: 5)?.description == "2023-01-05")
    #expect(CivilDate(daysSince1970: 0) < CivilDate(daysSince1970: 1))
  }

  @Test(arguments: [(2023, 2, 29), (1900, 2, 29), (2023, 13, 1), (2023, 4, 31), (0, 1, 1)])
  func refuses(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    ("Daily Papers (2023-12-05)", "2023-12-05"), ("2023/1/5", "2023-01-05"),
    ("2023. 12. 5. 회의", "2023-12-05"), ("2023.12.05", "2023-12-05"),
    ("2023년 12월 5일", "2023-12-05"), ("2023년12월5일", "2023-12-05"),
    ("20231205T1200", "2023-12-05"), ("20231205123000", "2023-12-05"),
    ("2023-12-05T10:00:00Z", "2023-12-05"), ("2023_12_05", "2023-12-05"),
    ("1948. 7. 17. 제정", "1948-07-17"), ("5, 2023-99-01 then 2024-02-29", "2024-02-29"),
  ])
  func finds(text: String, date: String) {
    #expect(CivilDate.parse(text)?.description == date)
  }

  @Test(arguments: [
    "", "2023", "2023-12", "2023년 12월", "12023-12-05", "2023-12-051", "arXiv 2312.07987",
    "99991231", "2023-12/05", "123456789", "20231305", "v1.2.3",
  ])
  func findsNone(text: String) {
    #expect(CivilDate.parse(text) == nil)
  }

  @Test(arguments: [
    ("logs/2023/12/05.md", "2023-12-05"), ("2023-12-05-foo.md", "2023-12-05"),
    ("20231205_memo.txt", "2023-12-05"), ("2022-01-01/2023-12-05.md", "2023-12-05"),
  ])
  func findsTheLastInAPath(path: String, date: String) {
    #expect(CivilDate.last(inPath: path)?.description == date)
  }
}
