import Glibc
import IndexBytes
import SearchProtocol
import SearchServer

/// A connection with a server, which waits for what it sends and reads.
struct DaemonConnection: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  /// Bytes of the buffer that have been looked through for a line's end.
  private var searched = 0

  /// Seconds to wait for the server; it gives up on a query long before.
  private static let patience = 60

  /// Connects to the socket at `path`.
  ///
  /// - Returns: nil where nobody listens there.
  /// - Throws: `SocketError` for a path too long, `CommandFailure` where the system refuses.
  init?(_ path: String) throws {
    let address = try SocketPath.address(path)
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard number >= 0 else { throw CommandFailure("socket: \(errnoText(errno))") }
    guard address.connect(number) == 0 else {
      let reason = errno
      _ = close(number)
      if reason == ENOENT || reason == ECONNREFUSED { return nil }
      throw CommandFailure("\(path): \(errnoText(reason))")
    }
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    descriptor = number
    self.path = path
  }

  deinit { _ = close(descriptor) }

  /// Sends a request.
  func send(_ request: Request) throws {
    var writer = JSONWriter()
    request.encode(into: &writer)
    var rest = writer.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE || errno == ECONNRESET {
        // A server that closes at once has said why.
        return
      } else if errno != EINTR {
        throw CommandFailure("\(path): cannot ask the server: \(errnoText(errno))")
      }
    }
  }

  /// The next line.
  ///
  /// - Throws: `CommandFailure` where the server has closed, is silent, or speaks another language.
  mutating func receive() throws -> JSONValue {
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(buffer[..<end])
        buffer.removeFirst(end + 1)
        searched = 0
        do {
          return try JSONReader.read(line)
        } catch {
          throw CommandFailure("\(path): what answers there is no server of pidx: \(error)")
        }
      }
      searched = buffer.count
      try fill()
    }
  }

  private mutating func fill() throws {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count > 0 { return buffer += chunk[..<count] }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN {
        throw CommandFailure("\(path): the server said nothing for \(Self.patience) s")
      }
      throw CommandFailure("\(path): the server closed the connection without an answer")
    }
  }
}
