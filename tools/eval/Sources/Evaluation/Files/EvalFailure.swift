import Glibc

/// Why an evaluation cannot go on.
package struct EvalFailure: Error, Equatable, CustomStringConvertible {
  /// What is wrong, where, and what to do, on one line.
  package let description: String

  /// Makes a failure from its one line.
  package init(_ description: String) {
    self.description = description
  }

  /// A failure of the system's last call on `path`.
  static func system(_ path: String) -> EvalFailure {
    EvalFailure("\(path): \(String(cString: strerror(errno)))")
  }
}
