import IndexBytes

/// How a watcher watches.
public struct WatchOptions: Sendable {
  /// How changes are indexed; `rebuild` is not looked at.
  public var build = BuildOptions()
  /// Seconds without a change after which a burst is applied.
  public var quietSeconds = 0.1
  /// Seconds after which a burst that does not end is applied.
  public var longestSeconds = 2.0
  /// Seconds between two looks at everything, for file systems that tell of no changes; nil relies
  /// on being told.
  public var pollSeconds: Double?

  /// The defaults.
  public init() {}
}

/// What a watcher has to say, in the order in which it happens.
public enum WatchEvent: Sendable {
  /// The index is up to date for the first time, and changes are being waited for.
  case watching(BuildSummary, folders: Int)
  /// Changes were applied: there is a new generation.
  case applied(BuildSummary)
  /// A line about a file that is passed over, or about how changes are noticed.
  case message(String)
  /// Another process writes to the index; tried again until it has finished. Said once a wait.
  case waiting(IndexError)
  /// Changes could not be applied and will be tried again. Said once while the reason stays.
  case failed(IndexError)
  /// The watcher has given up: the index cannot be written by anyone.
  case ended(IndexError)
}
