import Testing

@Suite struct OperatorTests {
  @Test(arguments: [
    (["가우시안 AND 증류"], 1), (["가우시안 AND NOT 증류"], 1), (["(증류 OR 스플래팅) AND LLM"], 1),
    (["가우*"], 2), (["distil*"], 1), (["가오시안~"], 2), (["guassian~2"], 1), (["\"장면을 그립니다\"~5"], 1),
    (["\"그립니다 장면을\"~3"], 0), (["시"], 3), (["--prefix-last", "스플래ㅌ"], 1),
    (["--mode", "prefix", "가우 무겁"], 3), (["--mode", "fuzzy", "gausian"], 1),
    (["date:>=2024"], 1), (["date:2023년 12월"], 2), (["--sort", "date", "date:2023.."], 3),
  ])
  func reachTheEngine(arguments: [String], hits: Int) throws {
    let library = try Library()
    let result = try Process.run(
      Library.program, ["query", "--trec"] + arguments, in: library.scratch.path)
    #expect(result.lines.count == hits, "\(arguments): \(result.text)\(result.errors)")
  }

  @Test func theNewestComeFirst() throws {
    let library = try Library()
    let dates = try library.json("query", "--json", "--sort", "date", "가우시안 낱말").compactMap {
      $0["date"]?.string
    }
    #expect(dates == ["2024-02-01", "2023-12-05", "2023-12-05"])
  }

  @Test func aLinkIsShownOnce() throws {
    let library = try Library(built: false)
    let paper = "### [Splatting](https://example.org/1)\n\n- 가우시안 스플래팅\n"
    try library.scratch.write(paper, to: "notes/one.md")
    try library.scratch.write(paper, to: "notes/two.md")
    #expect(try library.run("build", "notes").status == 0)
    let one = try library.run("query", "+splatting link:example.org/1")
    #expect(one.text.contains("also at notes/two.md:1"), "\(one.text)")
    let both = try library.run("query", "--no-group", "+splatting link:example.org/1")
    #expect(!both.text.contains("also at") && both.text.contains("2 sections"), "\(both.text)")
    let hit = try library.json("query", "--json", "+splatting link:example.org/1").first
    #expect(hit?["also"]?.array?.compactMap(\.string) == ["notes/two.md:1"])
  }
}
