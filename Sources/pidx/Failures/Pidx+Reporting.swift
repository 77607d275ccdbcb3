import ArgumentParser
import Configuration
import IndexBytes
import SearchServer

extension Pidx {
  /// Writes what went wrong to standard error; help and versions to standard output.
  ///
  /// - Returns: The exit status to end with.
  static func report(_ error: any Error, arguments: [String]) -> Int32 {
    switch error {
    case let code as ExitCode:
      return code.rawValue
    case let error as IndexError:
      complain(error.advised)
    case let error as SocketError:
      complain(error.description)
    case let error as ConfigurationError:
      for problem in error.problems { complain(problem.description) }
    case let error as CommandFailure:
      complain(error.description)
    default:
      return reportParsing(error, arguments: arguments)
    }
    return ExitStatus.failure
  }

  /// Writes a line about a problem to standard error.
  static func complain(_ line: String) {
    Terminal.standardError("pidx: \(SafeText.oneLine(line))\n")
  }

  /// Writes a warning to standard error.
  static func warn(_ line: String) {
    complain("warning: \(line)")
  }

  private static func reportParsing(_ error: any Error, arguments: [String]) -> Int32 {
    let message = fullMessage(for: error)
    guard exitCode(for: error).isSuccess else {
      Terminal.standardError(message + "\n" + dashAdvice(message, arguments))
      return ExitStatus.failure
    }
    var output = Output.standard
    output.append(message)
    if !message.hasSuffix("\n") { output.append("\n") }
    do {
      try output.flush()
      return ExitStatus.success
    } catch {
      return report(error, arguments: arguments)
    }
  }

  /// What to do when words of a query look like options.
  private static func dashAdvice(_ message: String, _ arguments: [String]) -> String {
    guard arguments.first == "query", message.contains("Unknown option") else { return "" }
    return "Put -- before a query with words that begin with a dash: "
      + "pidx query -- diffusion -video\n"
  }
}
