import Glibc

/// One client: asks, and waits for the end of the answer.
final class Connection {
  let descriptor: Int32
  /// When the open request was sent, in nanoseconds.
  private(set) var sent: UInt64 = 0
  /// When the last bytes of an answer were received, likewise.
  private(set) var received: UInt64 = 0
  private var tail: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  /// Bytes received so far.
  private(set) var bytes = 0

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < 108 else { throw LoadError("\(path): too long for a socket") }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw LoadError("\(path): \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

  /// Sends a request's line.
  func ask(_ line: [UInt8]) throws {
    sent = now()
    guard send(descriptor, line, line.count, Int32(MSG_NOSIGNAL)) == line.count else {
      throw LoadError("cannot send: \(String(cString: strerror(errno)))")
    }
  }

  /// Reads what there is.
  ///
  /// - Returns: The end of the answer, if it has come.
  func receive() throws -> String? {
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { throw LoadError("the server has closed a connection") }
    received = now()
    bytes += count
    // The end is the last line, and the only one that is looked at.
    tail += chunk[..<count]
    guard tail.last == UInt8(ascii: "\n") else { return nil }
    let start = tail.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = String(decoding: tail[start...], as: UTF8.self)
    tail.removeAll(keepingCapacity: true)
    return line.contains(#""t":"end""#) ? line : nil
  }
}

/// Nanoseconds of a clock that never goes back.
func now() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
