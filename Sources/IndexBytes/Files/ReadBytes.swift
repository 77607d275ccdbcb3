import Glibc

/// A call of the system that failed.
public struct SystemError: Error, Sendable, Equatable {
  /// The error's number, as errno has it.
  public let number: Int32

  /// What happened, in the system's words.
  public var description: String { errnoText(number) }
}

/// The bytes that `descriptor` still gives, up to its end or until there are more than `limit`:
/// then the result is longer than `limit`, and the rest is not read.
public func readBytes(
  _ descriptor: Int32, limit: Int = .max
) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 14)
  while bytes.count <= limit {
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else if count == 0 {
      break
    } else if errno != EINTR {
      throw SystemError(number: errno)
    }
  }
  return bytes
}
