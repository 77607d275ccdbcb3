import Glibc

/// Runs an operation again and again, with a clock and with a counter of allocations.
///
/// Time is measured in rounds, of which the median counts, so that an interruption changes nothing.
/// Allocations are counted outside of the clock.
public struct Runner: Sendable {
  /// Seconds to spend on the clock for each benchmark; 0 counts allocations alone.
  public var seconds: Double
  /// A round lasts at least so long, in nanoseconds, so that the clock's own time is none.
  private static let shortestRound = 50_000.0
  /// Rounds at least, however long they take.
  private static let fewestRounds = 5

  /// A runner that spends so many seconds on each benchmark.
  public init(seconds: Double) { self.seconds = seconds }

  /// Measures `operation`, which has to do the same every time.
  public func measure(
    _ name: String, size: Int, textBytes: Int? = nil, _ operation: () throws -> Void
  ) rethrows -> Measurement {
    // The first times fill caches and lazy values.
    try operation()
    var least = try Allocations.of(operation)
    for _ in 0..<2 {
      let next = try Allocations.of(operation)
      if next.count < least.count { least = next }
    }
    return Measurement(
      name: name, size: size, nanoseconds: seconds > 0 ? try time(operation) : 0,
      allocations: Int(least.count), allocatedBytes: Int(least.bytes), textBytes: textBytes)
  }

  private func time(_ operation: () throws -> Void) rethrows -> Double {
    let once = try round(operation, 1)
    let times = max(1, Int((Self.shortestRound / max(once, 1)).rounded(.up)))
    var rounds: [Double] = []
    var spent = 0.0
    while spent < seconds * 1e9 || rounds.count < Self.fewestRounds {
      let nanoseconds = try round(operation, times)
      rounds.append(nanoseconds / Double(times))
      spent += nanoseconds
    }
    return Measurement.median(rounds)
  }

  private func round(_ operation: () throws -> Void, _ times: Int) rethrows -> Double {
    let begin = Self.now()
    for _ in 0..<times { try operation() }
    return Double(Self.now() - begin)
  }

  /// Nanoseconds of a clock that never goes back.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
