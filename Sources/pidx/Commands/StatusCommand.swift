import ArgumentParser
import SearchIndex
import SearchServer

/// `pidx status`: what is in the index.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", _superCommandName: Pidx.name,
    abstract: "Show what is in the index and how large it is.")

  @OptionGroup var index: IndexOption

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let snapshot = try Snapshot.open(index.folder)
    let status = try snapshot.status()
    let now = secondsSince1970()
    var output = Output.standard
    if json {
      output.bytes = status.json(
        folder: snapshot.folder, now: now, warnings: snapshot.warnings)
    } else {
      snapshot.warnings.forEach(Pidx.warn)
      output.append(status.text(folder: snapshot.folder, now: now))
    }
    try output.flush()
  }
}
