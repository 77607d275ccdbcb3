/// What a client may ask of the server. Each limit has a name, for `--limit NAME=VALUE`.
public struct ServerLimits: Sendable {
  /// Bytes of a request's line; a longer one is passed over: `too_large`.
  public var line = 65_536
  /// Connections at once; one more is told `busy` and closed.
  public var clients = 128
  /// Requests of one client that have no end yet; one more ends with `busy`.
  public var requests = 32
  /// Requests of all clients that wait for a thread; one more ends with `busy`.
  public var queue = 1024
  /// Bytes of answers that a client has not read; with more it is closed.
  public var output = 8 << 20
  /// Milliseconds that a request may take; then it ends with `timeout`.
  public var query = 5000
  /// Seconds in which a client must read something of what waits for it; then it is closed.
  public var stall = 30
  /// Seconds in which a line that was begun, and the first one of a connection, must be complete;
  /// then the client is told `timeout` and closed.
  public var start = 30
  /// Seconds without a request after which a client is closed.
  public var idle = 3600
  /// Seconds that requests may still take after SIGTERM; then they end with `busy`.
  public var drain = 5

  /// The defaults.
  public init() {}
}

extension ServerLimits {
  private static let paths: [(name: String, path: WritableKeyPath<ServerLimits, Int> & Sendable)] =
    [
      ("line", \.line), ("clients", \.clients), ("requests", \.requests), ("queue", \.queue),
      ("output", \.output), ("query", \.query), ("stall", \.stall), ("start", \.start),
      ("idle", \.idle), ("drain", \.drain),
    ]

  /// Names that `set` takes.
  public static var names: [String] { paths.map(\.name) }

  /// Every limit with its name.
  public var all: [(name: String, value: Int)] {
    Self.paths.map { ($0.name, self[keyPath: $0.path]) }
  }

  /// Sets the limit `name`.
  ///
  /// - Returns: Whether there is such a limit and `value` is a whole number from 1 to 2^31 - 1.
  public mutating func set(_ name: String, to value: String) -> Bool {
    guard let limit = Self.paths.first(where: { $0.name == name }), let number = Int32(value),
      number > 0
    else { return false }
    self[keyPath: limit.path] = Int(number)
    return true
  }
}
