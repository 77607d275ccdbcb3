import Logging
import NIOCore
import SearchIndex

/// How to serve.
public struct ServerOptions: Sendable {
  /// Where to listen, unless systemd hands a socket over.
  public var socket: String
  /// What clients may ask for.
  public var limits = ServerLimits()
  /// How to search where a request does not say; what it says wins, setting by setting.
  public var defaults = SearchOptions()
  /// Threads that answer; at least 2, so that one client cannot have them all.
  public var threads: Int
  /// Seconds without a connection after which the server ends; nil for never.
  public var idleExit: Int?
  /// What goes on beside it, from when it listens until it ends.
  public var companions: [any Companion] = []
  /// Name and version, for greetings.
  public var version: String
  /// Where it says what happens.
  public var logger: Logger

  /// Serves at `socket` with the usual limits and a thread a core.
  public init(socket: String, version: String, logger: Logger) {
    self.socket = socket
    self.version = version
    self.logger = logger
    threads = max(2, System.coreCount)
    defaults.groupsLinks = true
  }
}
