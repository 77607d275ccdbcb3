import Glibc

/// What is being checked, on one rewritten line of a terminal.
struct VerifyProgress {
  private let isLive = Terminal.understandsEscapes(STDERR_FILENO)

  /// Shows the line in place of the one before.
  func show(_ line: String) {
    guard isLive else { return }
    Terminal.standardError("\r\u{1B}[K\(SafeText.oneLine(line))")
  }

  /// Takes the line away.
  func finish() {
    if isLive { Terminal.standardError("\r\u{1B}[K") }
  }
}
