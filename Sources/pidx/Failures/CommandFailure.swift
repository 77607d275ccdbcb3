/// A failure that the command line itself found.
struct CommandFailure: Error, CustomStringConvertible {
  /// What is wrong and what to do, on one line.
  let description: String

  /// Makes a failure from its one line.
  init(_ description: String) {
    self.description = description
  }
}
