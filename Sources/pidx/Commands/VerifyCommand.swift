import ArgumentParser
import IndexBytes
import Indexing
import SearchIndex
import SearchServer

/// `pidx verify`: is every byte of the index what it should be?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", _superCommandName: Pidx.name,
    abstract: "Check every checksum and invariant of the index.",
    discussion: """
      Prints what was checked; exits with 2 and a line a problem if there is one. With --sources, \
      exits with 1 if a build would change something.
      """)

  @OptionGroup var index: IndexOption

  @Flag(help: "Also compare the answers to words and phrases with a scan of the stored text.")
  var againstScan = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Words, and phrases, to compare, drawn by chance; 100 if not given.", valueName: "n"))
  var sample: Int?

  @Option(help: ArgumentHelp("Draw the same as the run that printed this.", valueName: "number"))
  var seed: UInt64?

  @Flag(help: "Instead, say which files changed, are new or are gone since they were indexed.")
  var sources = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample must be at least 1.") }
    if !againstScan && (sample != nil || seed != nil) {
      throw ValidationError("--sample and --seed go with --against-scan.")
    }
    if sources && againstScan {
      throw ValidationError("Give --sources or --against-scan, not both.")
    }
  }

  func run() throws {
    let snapshot = try Snapshot.open(index.folder)
    snapshot.warnings.forEach(Pidx.warn)
    if sources { return try compareSources(snapshot) }
    let progress = VerifyProgress()
    defer { progress.finish() }
    var summary = VerifySummary(snapshot.verify(progress.show))
    if againstScan, summary.report.problems.isEmpty {
      summary.scan = try snapshot.compareWithScan(
        sample: sample ?? 100, seed: seed ?? UInt64.random(in: 0..<1 << 32)
      ) { progress.show("scanned \(grouped($0)) of \(counted(snapshot.sectionCount, "section"))") }
    }
    progress.finish()
    for problem in summary.problems { Pidx.complain(problem.advised) }
    var output = Output.standard
    if json { output.bytes = summary.json(snapshot) } else { output.append(summary.text) }
    try output.flush()
    if !summary.problems.isEmpty { throw ExitCode.reported }
  }

  private func compareSources(_ snapshot: Snapshot) throws {
    let comparison = try SourceComparison(snapshot)
    for line in comparison.unreadable { Pidx.warn(line) }
    var output = Output.standard
    if json { output.bytes = comparison.json(snapshot) } else { output.append(comparison.text) }
    try output.flush()
    if !comparison.isFresh { throw ExitCode.noHits }
  }
}
