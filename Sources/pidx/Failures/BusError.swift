import Glibc

/// What the system does where a mapped file has no bytes any more: a file of the index was cut short
/// while it was in use, or its disk failed. It tells so by a signal, in the middle of a search.
enum BusError {
  private static let message: StaticString = """
    pidx: a file of the index was cut short while it was in use, or its disk has a fault; \
    run `pidx verify`, then `pidx build --rebuild`

    """

  /// Ends the process with a line and the status of an error, where it would end with a signal.
  static func report() {
    _ = signal(SIGBUS) { _ in
      _ = write(STDERR_FILENO, BusError.message.utf8Start, BusError.message.utf8CodeUnitCount)
      _exit(ExitStatus.failure)
    }
  }
}
