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

  /// What the configuration files set, over the defaults; warns of those that were not read.
  ///
  /// - Throws: `ConfigurationError`.
  func settings() throws -> Settings {
    let settings = try ConfigurationSearch(named: config).settings()
    settings.warnings.forEach(Pidx.warn)
    return settings
  }

  /// The folder of the index.
  func folder(_ settings: Settings) -> String { named ?? settings.index }

  /// The folder of the index, for commands that need no other setting.
  var folder: String {
    get throws { try named ?? settings().index }
  }
}
