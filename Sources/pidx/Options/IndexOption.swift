import ArgumentParser
import Configuration

/// Where the index is, and which configuration file holds.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "Folder of the index, index unless a configuration file says otherwise.", valueName: "dir"),
    completion: .directory)
  var named: String?

  @Option(
    help: ArgumentHelp(
      "Configuration file to read instead of the usual ones.", valueName: "file"),
    completion: .file())
  var config: String?

  func validate() throws {
    if named == "" { throw ValidationError("--index needs the name of a folder.") }
    if config == "" { throw ValidationError("--config needs the name of a file.") }
  }

  /// What was given.
  var choice: IndexChoice { IndexChoice(named: named, config: config) }

  /// See `IndexChoice.settings`.
  func settings() throws -> Settings { try choice.settings() }

  /// See `IndexChoice.folder`.
  func folder(_ settings: Settings) -> String { choice.folder(settings) }

  /// The folder of the index, for commands that need no other setting.
  var folder: String {
    get throws { try named ?? settings().index }
  }
}
