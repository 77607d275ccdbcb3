import ArgumentParser
import Evaluation

extension EvalCommand {
  /// Parses the arguments, runs the command and reports what went wrong.
  ///
  /// - Returns: The exit status.
  static func start(_ arguments: [String]) -> Int32 {
    do {
      let command = try parse(arguments)
      try command.run()
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch let failure as EvalFailure {
      Output.complain(failure.description)
      return 2
    } catch {
      return report(error)
    }
  }

  private static func report(_ error: any Error) -> Int32 {
    let message = fullMessage(for: error)
    guard exitCode(for: error).isSuccess else {
      Output.error(message + "\n")
      return 2
    }
    return (try? Output.write(message + "\n")) == nil ? 2 : 0
  }
}
