import Glibc
import IndexBytes
import Synchronization

/// Tells a search from another thread, or by the clock, to give up.
///
/// A search asks it once a window or block of sections, and once in a few sections where it reads the
/// positions of a phrase.
public final class SearchDeadline: Sendable {
  private let cancelled = Atomic<Bool>(false)
  private let end: UInt64

  /// A deadline on the monotonic clock, in nanoseconds; `UInt64.max` for none.
  public init(nanoseconds: UInt64 = .max) { end = nanoseconds }

  /// Makes the search give up.
  public func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// Whether `cancel` was called.
  public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Goes on, or gives up.
  ///
  /// - Throws: `IndexError` `.cancelled` or `.timeout`.
  public func check() throws(IndexError) {
    if isCancelled { throw IndexError(.cancelled, path: "", detail: "the search was cancelled") }
    guard end != .max else { return }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    guard UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec) < end else {
      throw IndexError(
        .timeout, path: "", detail: "the search took longer than it may",
        remedy: "ask for fewer hits or with fewer words")
    }
  }
}
