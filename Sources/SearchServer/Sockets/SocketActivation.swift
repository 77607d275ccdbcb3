import Glibc

/// Sockets that systemd has made and handed over (sd_listen_fds).
enum SocketActivation {
  private static let first: Int32 = 3

  /// The first socket handed over; nil if there is none.
  ///
  /// - Throws: `SocketError` where what was handed over is no socket that listens.
  static func socket() throws(SocketError) -> Int32? {
    guard let process = getenv("LISTEN_PID"), String(cString: process) == "\(getpid())",
      let count = getenv("LISTEN_FDS").flatMap({ Int(String(cString: $0)) }), count > 0
    else { return nil }
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
    guard count == 1, option(SO_ACCEPTCONN) == 1, option(SO_DOMAIN) == AF_UNIX,
      option(SO_TYPE) == Int32(SOCK_STREAM.rawValue)
    else {
      throw SocketError(
        "systemd handed over \(count) sockets: one is wanted, ListenStream= with a path")
    }
    _ = fcntl(first, F_SETFD, FD_CLOEXEC)
    return first
  }

  private static func option(_ name: Int32) -> Int32? {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(first, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
  }
}
