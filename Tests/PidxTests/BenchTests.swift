import SearchProtocol
import Testing

@Suite struct BenchTests {
  private func library() throws -> Library {
    let library = try Library()
    try library.scratch.write("q1\t순위 함수\nq2\tzzzyx\nq3\t가우시안\n", to: "queries.tsv")
    return library
  }

  @Test(arguments: ["any", "all", "phrase"])
  func writesTimesAndHits(mode: String) throws {
    let library = try library()
    let result = try library.run(
      "bench", "queries.tsv", "--mode", mode, "--limit", "10", "--warm", "1", "--rounds", "3",
      "--output", "times.tsv")
    #expect(result.status == 0, "\(result.errors)")
    for name in ["p50 ", "p95 ", "p99 ", "mean ", "µs", "median"] {
      #expect(result.text.contains(name), "\(result.text)")
    }
    let rows = try library.scratch.text("times.tsv").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    try #require(rows.map { $0[0] } == ["q1", "q2", "q3"])
    try #require(rows.allSatisfy { $0.count == 3 })
    for row in rows {
      let times = row[1].split(separator: ",").compactMap { Double($0) }
      #expect(times.count == 3 && times.allSatisfy { $0 >= 0 }, "\(row)")
    }
    #expect(rows[0][2] == "term%20bm25")
    #expect(rows[1][2] == "")
    #expect(rows[2][2].split(separator: ",").count == 2)
  }

  @Test func summarizesAsJSON() throws {
    let library = try library()
    let object = try #require(try library.json("bench", "queries.tsv", "--json").first)
    #expect(object["queries"]?.integer == 3 && object["rounds"]?.integer == 3)
    for name in ["p50_us", "p95_us", "p99_us", "mean_us"] {
      #expect((object[name]?.double ?? -1) > 0, "\(name)")
    }
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let result = try library().run("bench", "queries.tsv", "--output", "none/times.tsv")
    #expect(result.status == 2 && result.errors.contains("none/times.tsv"), "\(result.errors)")
  }
}
