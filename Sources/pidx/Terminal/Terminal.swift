import Glibc

/// What is known of the terminal, if there is one.
enum Terminal {
  /// Whether `descriptor` is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether `descriptor` is a terminal that understands escape sequences.
  static func understandsEscapes(_ descriptor: Int32) -> Bool {
    guard isTerminal(descriptor) else { return false }
    let kind = environment("TERM")
    return kind != nil && kind != "" && kind != "dumb"
  }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Writes to standard error at once; that it cannot be written is nobody's to hear.
  static func standardError(_ text: String) {
    var output = Output(STDERR_FILENO)
    output.append(text)
    try? output.flush()
  }
}
