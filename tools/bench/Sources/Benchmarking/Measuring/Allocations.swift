import CAllocations

/// Requests for memory of the thread that counts.
public struct Allocations: Sendable, Equatable {
  /// How many.
  public var count: UInt64
  /// For how many bytes together.
  public var bytes: UInt64

  /// Those of `body`.
  @inline(never)
  public static func of(_ body: () throws -> Void) rethrows -> Allocations {
    let count = allocations_count()
    let bytes = allocations_bytes()
    try body()
    return Allocations(count: allocations_count() - count, bytes: allocations_bytes() - bytes)
  }

  /// Whether requests are counted at all: Swift's must come through the counter.
  public static var areCounted: Bool {
    of { withExtendedLifetime(Array(repeating: 0, count: Int.random(in: 100...200))) {} }.count > 0
  }
}
