import ArgumentParser
import Configuration

/// The root command.
struct Pidx: ParsableCommand {
  /// What the program is called.
  static let name = "pidx"
  static let version = "pidx 0.1.0"
  /// What a complaint about the arguments begins with, as all others do.
  static let _errorPrefix = "pidx: "

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Full-text search for Korean and English text in files, offline.",
    discussion: """
      pidx build notes/              index a folder; run it again after changes
      pidx query 가우시안 스플래팅     ranked sections with file:line and a snippet

      Exit status: 0 with matches or success, 1 without matches, 2 after an error.
      """,
    version: version,
    subcommands: [
      BuildCommand.self, WatchCommand.self, QueryCommand.self, ServeCommand.self,
      StatusCommand.self, VerifyCommand.self, AnalyzeCommand.self, BenchCommand.self,
      ConfigCommand.self,
    ])
}

extension Pidx {
  /// Parses the arguments, runs the command and reports what went wrong.
  ///
  /// - Returns: The exit status.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      if let query = QueryArguments(plain: arguments) {
        try query.run()
      } else {
        var command = try parsed(arguments)
        try command.run()
      }
      return ExitStatus.success
    } catch {
      return report(error, arguments: arguments)
    }
  }

  /// The command with its arguments.
  ///
  /// A subcommand parses its own: the tree of all commands is built only where that fails, for the
  /// messages that know it. A first word that is no command is told here, since the tree takes it for
  /// an argument of the root. Each subcommand says that it is one (`_superCommandName`), since the
  /// library looks in the arguments of any other for a request of completion scripts first, which
  /// takes about as long as a search.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if let name = arguments.first,
      let command = configuration.subcommands.first(where: { $0.configuration.commandName == name }
      ),
      let parsed = try? command.parse(Array(arguments.dropFirst()))
    {
      return parsed
    }
    if let failure = unknownCommand(arguments) { throw failure }
    return try parseAsRoot(arguments)
  }

  /// The failure to tell where the first word names no command, be it to run or to explain.
  private static func unknownCommand(_ arguments: [String]) -> CommandFailure? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let word = arguments.first == "help" ? arguments.dropFirst().first : arguments.first
    guard let word, !word.hasPrefix("-"), !names.contains(word) else { return nil }
    let near = CommandSuggestion.command(for: word, among: names)
    return CommandFailure(
      "unknown command \"\(word.shortened)\""
        + (near.map { "; did you mean \"\($0)\"?" }
          ?? ": choose from " + names.joined(separator: ", ")))
  }
}
