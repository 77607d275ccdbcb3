import ArgumentParser
import Configuration

/// `pidx config`: which settings hold, and what made them.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", _superCommandName: Pidx.name,
    abstract: "Show every setting and where it was made.",
    discussion: """
      Settings come from pidx.yaml in this folder or the nearest above, and from \
      ~/.config/pidx/config.yaml; flags win. An index keeps the weights, the analyzer and the \
      choice to store text that it was built with.
      """)

  @OptionGroup var index: IndexOption

  @Flag(help: "Print a JSON object a setting.")
  var json = false

  func run() throws {
    var entries = try index.settings().entries.map(SettingLine.init)
    if let folder = index.named, let first = entries.indices.first {
      entries[first] = SettingLine(key: entries[first].key, value: folder, source: .flag)
    }
    var output = Output.standard
    if json {
      output.bytes = settingsJSON(entries)
    } else {
      output.append(settingsTable(entries))
    }
    try output.flush()
  }
}
