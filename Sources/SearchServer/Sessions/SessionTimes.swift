/// When a client last did what, in nanoseconds of the monotonic clock.
struct SessionTimes {
  /// When it last sent anything.
  private(set) var lastInput: UInt64
  /// When the line that is not complete was begun; nil between lines.
  private var lineBegan: UInt64?
  private let connected: UInt64
  /// Whether it has ever sent a whole line.
  var hasSpoken = false
  /// What was waiting for it when it last took something, and when that was.
  private var waiting: (bytes: Int, since: UInt64)?

  init(now: UInt64) {
    lastInput = now
    connected = now
  }

  /// Bytes came. A line is timed from its first byte, however slowly the others follow.
  mutating func received(now: UInt64, begins isInsideLine: Bool, wasInside: Bool) {
    lastInput = now
    if !isInsideLine {
      lineBegan = nil
    } else if !wasInside || lineBegan == nil {
      lineBegan = now
    }
  }

  /// Since when a line, or the first of all, has been awaited; nil if none is.
  var awaitingSince: UInt64? { lineBegan ?? (hasSpoken ? nil : connected) }

  /// Since when the client has taken nothing of the bytes that wait for it; nil if none wait.
  mutating func stalledSince(now: UInt64, bytes: Int) -> UInt64? {
    guard bytes > 0 else {
      waiting = nil
      return nil
    }
    if let waiting, bytes >= waiting.bytes {
      self.waiting?.bytes = bytes
      return waiting.since
    }
    waiting = (bytes, now)
    return now
  }
}
