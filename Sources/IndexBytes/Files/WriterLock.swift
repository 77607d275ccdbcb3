import Glibc

/// The writer's lock: an advisory lock (flock) on a file of the index folder.
///
/// The system releases it when the process ends, however it ends, so it is never left behind. The
/// file itself stays; it holds the process number of the last writer, for the message only.
public final class WriterLock: Sendable {
  private let number: Int32
  private let calls: any SystemCalls

  /// Takes the lock at `path` without waiting.
  ///
  /// - Throws: `IndexError` `.locked`, naming the holder, or the system's reason.
  public convenience init(path: String) throws(IndexError) {
    try self.init(path: path, calls: LinuxCalls())
  }

  init(path: String, calls: any SystemCalls) throws(IndexError) {
    let number = retrying { calls.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644) }
    guard number >= 0 else { throw .system("open", path: path, errno: errno) }
    guard retrying({ calls.lock(number, LOCK_EX | LOCK_NB) }) == 0 else {
      let reason = errno
      let holder = WriterLock.holder(number)
      calls.close(number)
      guard reason == EWOULDBLOCK else { throw .system("flock", path: path, errno: reason) }
      throw IndexError(
        .locked, path: path,
        detail: "another process\(holder) is writing to this index",
        remedy: "wait until it has finished, or stop it")
    }
    self.number = number
    self.calls = calls
    let text = Array("\(getpid())\n".utf8)
    // The number is a courtesy: failing to write it harms nothing.
    _ = ftruncate(number, 0)
    _ = text.withUnsafeBytes { pwrite(number, $0.baseAddress, $0.count, 0) }
  }

  deinit { calls.close(number) }

  private static func holder(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = buffer.withUnsafeMutableBytes { pread(number, $0.baseAddress, $0.count, 0) }
    let digits = buffer.prefix(max(0, count)).prefix { $0 >= 0x30 && $0 <= 0x39 }
    return digits.isEmpty ? "" : " (pid \(String(decoding: digits, as: UTF8.self)))"
  }
}
