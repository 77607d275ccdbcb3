/// Why there is no socket to serve or to ask, and what to do.
public struct SocketError: Error, CustomStringConvertible, Sendable {
  /// What is wrong and what to do, on one line.
  public let description: String

  init(_ description: String) { self.description = description }
}
