import ArgumentParser
import Benchmarking

/// `pidx-bench engine`: how long the engine takes for what, and what it asks for meanwhile.
struct EngineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engine",
    abstract: "Measure searches, analysis and builds of synthetic text, in process.",
    discussion: """
      Prints a JSON object a benchmark: name, size (sections of the index or words of the text), \
      ns (median), allocations and bytes an operation asks for, mb_s where text is read.
      """)

  @Option(
    help: ArgumentHelp(
      "Sections of the smaller index; the other has four times as many.", valueName: "n"))
  var sections = 16384

  @Option(help: ArgumentHelp("Seconds on the clock for each benchmark.", valueName: "s"))
  var seconds = 0.5

  @Option(help: ArgumentHelp("Only benchmarks with this in their names.", valueName: "text"))
  var only = ""

  @Option(
    help: ArgumentHelp(
      "Print a table of ratios to what an earlier run printed.", valueName: "file"),
    completion: .file())
  var baseline: String?

  func validate() throws {
    if sections < 1 || sections > 1 << 22 {
      throw ValidationError("--sections takes 1 to 4194304.")
    }
    if !(seconds > 0 && seconds <= 3600) { throw ValidationError("--seconds takes up to 3600.") }
  }

  func run() throws {
    guard Allocations.areCounted else { throw BenchFailure("allocations are not counted here") }
    let before = try baseline.map { try Baseline(readFile($0), path: $0) }
    let runner = Runner(seconds: seconds)
    let wanted = { (name: String) in only.isEmpty || name.contains(only) }
    var results: [Measurement] = []
    let take = { (measurements: [Measurement]) in
      if before == nil { measurements.forEach { write($0.json) } }
      results += measurements
    }
    for factor in [1, 4] {
      let index = try SyntheticIndex(sections: sections * factor)
      take(try QuerySuite(index, runner).run(wanted))
    }
    take(AnalysisSuite(words: 20_000, runner).run(wanted))
    take(try BuildSuite(sections: max(64, sections / 16), words: 200, runner).run(wanted))
    if let before { print(before.table(results), terminator: "") }
  }
}
