import Evaluation
import Glibc
import Testing

/// The way from a folder to scores, with a script in place of pidx.
@Suite struct EvaluatorTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    try scratch.write("q1\tone\nq2\ttwo\n", to: "sets/a/queries.tsv")
    try scratch.write("q1 0 x 1\nq2 0 y 1\n", to: "sets/a/qrels.tsv")
    try scratch.write("q1\tone\n", to: "sets/a/queries.b.tsv")
    try scratch.write("q1 0 z 1\n", to: "sets/a/qrels.b.tsv")
  }

  private func engine(_ body: String) throws -> Engine {
    let program = try scratch.write("#!/bin/sh\n\(body)\n", to: "pidx")
    chmod(program, 0o755)
    return Engine(program: program, scratch: scratch.path)
  }

  private func evaluator(_ engine: Engine) -> Evaluator {
    Evaluator(
      engine: engine, indexes: "\(scratch.path)/indexes", runs: "\(scratch.path)/runs")
  }

  @Test func aSetIsBuiltOnceAndScored() throws {
    var engine = try engine(
      """
      echo "$@" >>\(scratch.path)/calls
      if [ "$1" = query ]; then printf 'q1 Q0 x 1 2.0 t\\nq2 Q0 x 1 2.0 t\\nq2 Q0 y 2 1.0 t\\n'; fi
      """)
    engine.buildArguments = ["--threads", "1"]
    engine.queryArguments = ["--mode", "all"]
    var evaluator = evaluator(engine)
    let folder = scratch.path
    let scores = try SetFinder("\(folder)/sets").sets.map { try evaluator.score($0) }
    #expect(scores.map(\.foundAny) == [false, true])
    #expect(scores[1].mean.mrr == 0.75)
    let common = "query --index \(folder)/indexes/a.b --batch \(folder)/sets/a"
    #expect(
      try scratch.text("calls") == """
        build \(folder)/sets/a --index \(folder)/indexes/a.b --threads 1
        \(common)/queries.b.tsv --trec --limit 100 --mode all
        \(common)/queries.tsv --trec --limit 100 --mode all

        """)
    #expect(try scratch.text("runs/a.trec").hasPrefix("q1 Q0 x 1"))
  }

  @Test func nothingFoundIsNoFailure() throws {
    var evaluator = evaluator(try engine("[ $1 = build ]"))
    let set = try #require(try SetFinder("\(scratch.path)/sets").sets.first)
    #expect(try evaluator.score(set).mean == Metrics())
  }

  @Test func aFailureSaysWhatTheEngineSaid() throws {
    var evaluator = evaluator(try engine("echo 'disk full' >&2; exit 2"))
    let set = try #require(try SetFinder("\(scratch.path)/sets").sets.first)
    let failure = #expect(throws: EvalFailure.self) { try evaluator.score(set) }
    #expect(failure?.description.contains("ended with status 2\ndisk full") == true)
  }

  @Test func anEngineMustBeThere() throws {
    let engine = Engine(program: "/nowhere/pidx", scratch: scratch.path)
    let failure = #expect(throws: EvalFailure.self) { try engine.build("x", index: "y") }
    let start = "/nowhere/pidx cannot be run: No such file or directory; "
    #expect(failure?.description.hasPrefix(start) == true)
  }
}
