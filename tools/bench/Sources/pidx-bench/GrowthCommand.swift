import ArgumentParser
import Benchmarking

/// `pidx-bench growth`: does anything allocate for every posting, token or section?
struct GrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "Check that allocations do not grow with the input.",
    discussion: """
      Counts the allocations of every benchmark on an input and on one four times as large. Times \
      are not looked at. Exit status: 0, 1 when something grew, 2 after an error.
      """)

  @Option(help: ArgumentHelp("Only benchmarks with this in their names.", valueName: "text"))
  var only = ""

  @Option(
    help: ArgumentHelp(
      "A file of limits other than \(GrowthLimits.usual): a benchmark and a number a line.",
      valueName: "file"), completion: .file())
  var limits: String?

  func run() throws {
    guard Allocations.areCounted else { throw BenchFailure("allocations are not counted here") }
    let limits =
      try limits.map { path in
        try GrowthLimits(String(decoding: readFile(path), as: UTF8.self), path: path)
      } ?? GrowthLimits()
    let growths = try GrowthSuite(limits).run { name in only.isEmpty || name.contains(only) }
    print(Growth.table(growths), terminator: "")
    let wrong = growths.filter { !$0.isWell }
    for one in wrong { complain(one.complaint) }
    if !wrong.isEmpty { throw ExitCode(1) }
    let unknown = only.isEmpty ? limits.unknown(growths) : []
    if !unknown.isEmpty {
      throw BenchFailure("limits of no benchmark: \(unknown.joined(separator: ", "))")
    }
  }
}
