import ArgumentParser
import SearchIndex
import SearchServer

/// `pidx verify`: is every byte of the index what it should be?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every checksum and invariant of the index.",
    discussion: "Prints what was checked; exits with 2 and a line a problem if there is one.")

  @OptionGroup var index: IndexOption

  func run() throws {
    let snapshot = try Snapshot.open(index.folder)
    snapshot.warnings.forEach(Pidx.warn)
    let progress = VerifyProgress()
    defer { progress.finish() }
    let report = snapshot.verify(progress.show)
    progress.finish()
    for problem in report.problems { Pidx.complain(problem.advised) }
    let checked =
      "\(counted(report.files, "file")), \(byteCount(report.bytes)), "
      + "\(counted(report.checks, "check"))"
    var output = Output.standard
    output.append(
      report.problems.isEmpty
        ? "\(checked): all well\n" : "\(checked): \(counted(report.problems.count, "problem"))\n")
    try output.flush()
    if !report.problems.isEmpty { throw ExitCode.reported }
  }
}
