import IndexBytes
import Testing

@Suite struct StringJoiningTests {
  @Test(arguments: [
    ("", "", ""), ("/노트", "/", "수학/행렬.md"), ("a", "", ""), ("", "#", "12"),
    ("2023/12/05.md", "#", "3"), ("\u{1112}", "\u{1161}", "\u{11AB}"),
  ])
  func threeStringsStandOneBehindTheOther(first: String, second: String, third: String) {
    let joined = String(joining: first, second, third)
    #expect(Array(joined.utf8) == Array((first + second + third).utf8))
  }
}
