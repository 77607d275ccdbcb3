import Evaluation
import Glibc

/// What is printed.
enum Output {
  /// Prints to standard output.
  static func write(_ text: String) throws {
    guard put(text, to: STDOUT_FILENO) else {
      throw EvalFailure("standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// Prints to standard error.
  static func error(_ text: String) {
    _ = put(text, to: STDERR_FILENO)
  }

  /// Prints a line about a problem to standard error.
  static func complain(_ line: String) {
    error("pidx-eval: \(line)\n")
  }

  private static func put(_ text: String, to file: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return false }
      bytes = bytes.dropFirst(max(count, 0))
    }
    return true
  }
}
