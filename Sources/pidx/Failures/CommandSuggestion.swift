import Configuration

/// What a first word that is no command was probably meant to be.
enum CommandSuggestion {
  /// What other programs call it, and the command that does it here.
  private static let otherNames = [
    (name: "search", command: "query"), (name: "find", command: "query"),
    (name: "grep", command: "query"), (name: "index", command: "build"),
    (name: "update", command: "build"), (name: "daemon", command: "serve"),
    (name: "server", command: "serve"), (name: "check", command: "verify"),
    (name: "info", command: "status"), (name: "tokenize", command: "analyze"),
    (name: "benchmark", command: "bench"), (name: "settings", command: "config"),
  ]

  /// The command that a word begins, is spelt like, or is another name of.
  ///
  /// - Parameters:
  ///   - word: What was written.
  ///   - commands: The names of the commands.
  /// - Returns: One of them; nil where none is near.
  static func command(for word: String, among commands: [String]) -> String? {
    let word = word.lowercased()
    let begun = commands.filter { $0.hasPrefix(word) }
    if word.count > 1, begun.count == 1 { return begun[0] }
    guard let near = Spelling.nearest(to: word, among: commands + otherNames.map(\.name)) else {
      return nil
    }
    return otherNames.first { $0.name == near }?.command ?? near
  }
}
