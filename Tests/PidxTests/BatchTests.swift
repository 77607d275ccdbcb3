import Testing

@Suite struct BatchTests {
  @Test func writesARun() throws {
    let library = try Library()
    try library.scratch.write(
      "\u{FEFF}q1\t가우시안 스플래팅\r\n\nq2\tzzzyx\nq3\t순위 함수\n", to: "queries.tsv")
    let result = try library.run(
      "query", "--batch", "queries.tsv", "--trec", "--limit", "100", "--tag", "my run")
    #expect(result.status == 0, "\(result.errors)")
    let rows = result.lines.map { $0.split(separator: " ") }
    #expect(rows.allSatisfy { $0.count == 6 && $0[1] == "Q0" && $0[5] == "my%20run" })
    #expect(rows.filter { $0[0] == "q1" }.map { $0[3] } == ["1", "2"])
    #expect(rows.filter { $0[0] == "q2" }.isEmpty)
    #expect(rows.first { $0[0] == "q3" }?[2] == "term%20bm25")
    let scores = rows.filter { $0[0] == "q1" }.compactMap { Double($0[4]) }
    #expect(scores == scores.sorted(by: >) && scores.count == 2)
  }

  @Test(arguments: [
    ("q1\tok\nno tab here\n", 2), ("\n\n\tno id\n", 3), ("two words\tquery\n", 1),
  ])
  func badLinesAreNamed(text: String, line: Int) throws {
    let library = try Library()
    try library.scratch.write(text, to: "queries.tsv")
    for arguments in [["query", "--trec", "--batch", "queries.tsv"], ["bench", "queries.tsv"]] {
      let result = try Process.run(Library.program, arguments, in: library.scratch.path)
      #expect(result.status == 2)
      #expect(result.text == "")
      #expect(result.errors.contains("queries.tsv:\(line): "), "\(result.errors)")
    }
  }

  @Test func aMissingFileIsNamed() throws {
    let library = try Library()
    let result = try library.run("query", "--trec", "--batch", "none.tsv")
    #expect(result.status == 2 && result.errors.contains("none.tsv: No such file"))
  }
}
