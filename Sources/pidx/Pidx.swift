import ArgumentParser

/// The root command.
struct Pidx: ParsableCommand {
  static let version = "pidx 0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "pidx",
    abstract: "Full-text search for Korean and English text in files, offline.",
    discussion: """
      pidx build notes/              index a folder; run it again after changes
      pidx query 가우시안 스플래팅     ranked sections with file:line and a snippet

      Exit status: 0 with hits or success, 1 without hits, 2 after an error.
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
      var command = try parseAsRoot(arguments)
      try command.run()
      return ExitStatus.success
    } catch {
      return report(error, arguments: arguments)
    }
  }
}
