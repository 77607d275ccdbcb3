import ArgumentParser
import Benchmarking
import Glibc
import IndexBytes

/// The benchmarks of pidx.
struct PidxBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pidx-bench",
    abstract: "Measure pidx.",
    subcommands: [FoldersCommand.self, EngineCommand.self, GrowthCommand.self],
    defaultSubcommand: FoldersCommand.self)

  /// Runs the command that the arguments name: 0, 1 when a limit was passed, 2 after an error.
  static func start() -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
      Glibc.exit(0)
    } catch let failure as BenchFailure {
      complain(failure.description)
    } catch let failure as IndexError {
      complain(failure.description)
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      complain(fullMessage(for: error))
    }
    Glibc.exit(2)
  }
}
