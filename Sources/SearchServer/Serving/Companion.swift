/// Work that goes on beside a server, on threads of its own: keeping an index fresh, for instance.
public protocol Companion: Sendable {
  /// Begins; called once, when the server listens.
  func start()
  /// Ends, and returns when nothing goes on any more.
  func stop()
}
