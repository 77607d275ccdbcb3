import Evaluation
import Testing

@Suite struct ReportTests {
  private func report() -> Report {
    var report = Report()
    let scores = SetScores(ndcg: [0.5, 1])
    let change = PairedDifference(before: SetScores(ndcg: [0.25, 1]), now: scores)
    report.rows.append(Report.Row(name: "a", scores: scores, change: change))
    report.rows.append(Report.Row(name: "b", scores: SetScores(ndcg: [0.12344])))
    return report
  }

  @Test func setsAndTheirMeanAreRows() {
    #expect(
      report().metrics == """
        | set | queries | MRR@10 | nDCG@10 | R@100 | Success@1 |
        |---|--:|--:|--:|--:|--:|
        | a | 2 | 0.0000 | 0.7500 | 0.0000 | 0.0000 |
        | b | 1 | 0.0000 | 0.1234 | 0.0000 | 0.0000 |
        | mean of sets | 3 | 0.0000 | 0.4367 | 0.0000 | 0.0000 |

        """)
  }

  @Test func whatIsSavedIsCompared() {
    #expect(
      report().changes == """
        | set | queries | before | now | difference | 95 % interval | significant |
        |---|--:|--:|--:|--:|--:|--:|
        | a | 2 | 0.6250 | 0.7500 | +0.1250 | too few queries |  |

        """)
  }

  @Test func setsBelowTheirFloorAreNamed() throws {
    let floors = try ["a=0.75", "b=0.2"].map { try #require(Floor($0)) }
    #expect(
      report().falls(below: floors) == [
        "b fell below its floor: nDCG@10 is 0.1234, the floor 0.2000"
      ])
  }

  @Test(arguments: ["a", "a=", "=0.5", "a=1.5", "a=-1", "a=nan"])
  func badFloorsAreRefused(text: String) {
    #expect(Floor(text) == nil)
  }

  @Test func floorsAreReadFromAFile() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write("# remark\na\t0.5\n\nb.x 0.25\n", to: "floors.tsv")
    #expect(try Floor.read(path: path) == [Floor("a=0.5"), Floor("b.x=0.25")])
    let bad = try scratch.write("a 0.5\nb\n", to: "bad.tsv")
    #expect(throws: EvalFailure("\(bad):2: expected a set and a value from 0 to 1")) {
      try Floor.read(path: bad)
    }
  }
}
