import Glibc

/// What a server has said that was started for a query: a file beside its socket.
enum DaemonLog {
  /// The path of the log of the server at `socket`.
  static func path(_ socket: String) -> String { socket + ".log" }

  /// Removes the log of this process, if it has one, at an end without a fault, which nobody will
  /// look into.
  ///
  /// It is the file of that name only where standard error goes there. A server that is started at
  /// the same moment may have been given the same one: it goes on without.
  static func remove(_ socket: String) {
    var (own, named) = (stat(), stat())
    guard fstat(STDERR_FILENO, &own) == 0, lstat(path(socket), &named) == 0,
      own.st_dev == named.st_dev, own.st_ino == named.st_ino
    else { return }
    _ = unlink(path(socket))
  }
}
