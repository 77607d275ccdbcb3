import Glibc
import SearchProtocol
import Testing

/// A client of the server, which waits for what it reads, up to a minute.
final class SocketClient {
  let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    try #require(descriptor >= 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    try #require(path.utf8.count < 108)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0, "\(path): \(String(cString: strerror(errno)))")
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Sends a line.
  func send(_ line: String) throws { try send(Array((line + "\n").utf8)) }

  /// Sends bytes; fails if the other side has closed.
  func send(_ bytes: [UInt8]) throws {
    try #require(sendSome(bytes) == bytes.count, "the server has closed")
  }

  /// Sends what the other side takes.
  @discardableResult
  func sendSome(_ bytes: [UInt8], flags: Int32 = 0) -> Int {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.send(
          descriptor, raw.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL) | flags)
      }
      guard count > 0 else { break }
      sent += count
    }
    return sent
  }

  /// Says that nothing more will be sent.
  func endInput() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// The next line, or nil at the end.
  func line() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line
      }
      guard try fill() else { return nil }
    }
  }

  /// Everything up to the end.
  func rest() throws -> [String] {
    var lines: [String] = []
    while let line = try line() { lines.append(line) }
    return lines
  }

  private func fill() throws -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count > 0 {
        buffer += chunk[..<count]
        return true
      }
      if count == 0 || errno == ECONNRESET { return false }
      try #require(errno == EINTR, "nothing came within a minute")
    }
  }
}

extension SocketClient {
  /// The next line as JSON.
  func json() throws -> JSONValue {
    let line = try #require(try line(), "the server has closed")
    return try JSONReader.read(Array(line.utf8))
  }

  /// Lines up to the end of a request, that one included.
  func answer(_ id: Int? = nil) throws -> [JSONValue] {
    var lines: [JSONValue] = []
    while true {
      let line = try json()
      if let id, line["id"]?.integer != id { continue }
      lines.append(line)
      if line["t"]?.string == "end" { return lines }
    }
  }

  /// Sends a request and gets its answer.
  func ask(_ line: String) throws -> [JSONValue] {
    try send(line)
    return try answer()
  }

  /// Sends a command in plain text and gets the lines before the dot.
  func command(_ line: String) throws -> [String] {
    try send(line)
    var lines: [String] = []
    while let line = try self.line(), line != "." { lines.append(line) }
    return lines
  }
}
