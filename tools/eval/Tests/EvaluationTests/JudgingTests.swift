import Evaluation
import Testing

@Suite struct JudgingTests {
  @Test func judgmentsKeepTheOrderOfQueries() throws {
    let judgments = try Judgments(text: "\u{FEFF}q2 0 a 1\r\nq1\t0\tb\t0\n\nq2 0 한글#1 3\n")
    #expect(judgments.queries.map(\.id) == ["q2", "q1"])
    #expect(judgments.queries[0].grades == ["a": 1, "한글#1": 3])
    #expect(judgments.queries.map(\.hasRelevant) == [true, false])
  }

  @Test(arguments: ["q 0 a", "q 0 a one", "q 0 a 1 more"])
  func badJudgmentsNameTheLine(line: String) {
    #expect(throws: EvalFailure("x.tsv:2: expected `qid 0 docid grade`")) {
      try Judgments(text: "q 0 a 1\n\(line)\n", path: "x.tsv")
    }
  }

  @Test func runsAreOrderedByScoreThenRankThenId() throws {
    let run = try RankedRun(
      text: """
        q Q0 low 1 0.5 t
        q Q0 d 4 2.0 t
        q Q0 c 3 2.0 t
        q Q0 b 4 2.0 t
        q Q0 top 5 10.0 t
        q Q0 d 6 0.1 t
        """)
    #expect(run.documents == ["q": ["top", "c", "b", "d", "low"]])
  }

  @Test func badRunsNameTheLine() {
    #expect(throws: EvalFailure("x:1: expected `qid Q0 docid rank score tag`")) {
      try RankedRun(text: "q Q0 a 1 high t", path: "x")
    }
  }

  @Test func everyJudgedQueryCounts() throws {
    let judgments = try Judgments(text: "q1 0 a 1\nq2 0 b 1\nq3 0 c 0\n")
    let scores = SetScores(judgments, try RankedRun(text: "q1 Q0 a 1 1 t\nq9 Q0 a 1 1 t\n"))
    #expect(scores.queries.map(\.id) == ["q1", "q2"])
    #expect(scores.mean.columns == [0.5, 0.5, 0.5, 0.5])
    #expect(scores.foundAny)
  }

  @Test func savedScoresComeBack() throws {
    let scores = SetScores(ndcg: [1.0 / 3, 0, 0.1])
    #expect(try SetScores(text: scores.text) == scores)
    #expect(throws: EvalFailure("s:2: expected a query and 4 numbers")) {
      try SetScores(text: "query\nq 1 2\n", path: "s")
    }
  }
}
