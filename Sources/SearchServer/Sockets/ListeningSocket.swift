import Glibc
import IndexBytes

/// A socket that listens, and the lock that makes it ours.
///
/// The lock is a file beside the socket, held with flock as long as the server lives: the system
/// lets go of it however the process ends, so a socket without a held lock is a dead server's and
/// may be replaced.
final class ListeningSocket {
  /// Its path; nil for one that systemd has made.
  let path: String?
  let descriptor: Int32
  private let lock: Int32
  /// Which file is ours, so that no other is removed.
  private let signature: FileSignature?

  /// Connections that may wait to be accepted.
  private static let backlog: Int32 = 256

  /// Listens at `path`, in place of a dead server's socket.
  ///
  /// - Throws: `SocketError` where another server lives there, or the system refuses.
  init(path: String) throws(SocketError) {
    let address = try SocketPath.address(path)
    try SocketFolder.prepare(above: path)
    lock = try Self.lock(path)
    do throws(SocketError) {
      try Self.removeStale(path)
      descriptor = try Self.listen(path, address)
    } catch {
      _ = close(lock)
      throw error
    }
    self.path = path
    signature = FileSignature(path)
  }

  /// Takes over a socket that listens already.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    path = nil
    lock = -1
    signature = nil
  }

  /// Takes the socket's file away and lets go of the lock. The descriptor belongs to the channel.
  func remove() {
    if let path, FileSignature(path) == signature { _ = unlink(path) }
    if lock >= 0 { _ = close(lock) }
  }

  // MARK: Steps

  private static func lock(_ path: String) throws(SocketError) -> Int32 {
    let file = path + ".lock"
    let number = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard number >= 0 else { throw SocketError("\(file): \(errnoText(errno))") }
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = ProcessNumber.read(number)
      _ = close(number)
      guard reason == EWOULDBLOCK else { throw SocketError("\(file): \(errnoText(reason))") }
      throw SocketError(
        "another server\(holder.map { " (process \($0))" } ?? "") listens at \(path) already: "
          + "stop it with `pidx serve --stop`, or name another socket with --socket")
    }
    ProcessNumber.write(to: number)
    return number
  }

  private static func removeStale(_ path: String) throws(SocketError) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFSOCK, info.st_uid == geteuid() else {
      throw SocketError("\(path): this is no socket of yours, so it is not replaced: remove it")
    }
    _ = unlink(path)
  }

  private static func listen(
    _ path: String, _ address: sockaddr_un
  ) throws(SocketError) -> Int32 {
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC | O_NONBLOCK, 0)
    guard number >= 0 else { throw SocketError("socket: \(errnoText(errno))") }
    // On Linux the file takes the descriptor's mode: it is never open to others, not for a moment.
    _ = fchmod(number, 0o600)
    guard address.bind(number) == 0, chmod(path, 0o600) == 0,
      Glibc.listen(number, backlog) == 0
    else {
      let reason = errno
      _ = close(number)
      throw SocketError("\(path): cannot listen here: \(errnoText(reason))")
    }
    return number
  }
}

/// The number of a process in a lock file: for messages, and to stop it.
enum ProcessNumber {
  static func write(to file: Int32) {
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(file, 0)
    _ = text.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  static func read(_ file: Int32) -> Int? {
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = buffer.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    return Int(String(decoding: buffer.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
