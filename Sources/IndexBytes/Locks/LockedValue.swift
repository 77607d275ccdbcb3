import Glibc

/// A value that one thread at a time may look at and change.
///
/// On a lock of the C library, which ThreadSanitizer knows: it does not see a thread that had to wait
/// for the standard library's `Mutex` take it, and reports a race that is none.
public final class LockedValue<Value>: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  /// The value, unlocked.
  public init(_ value: Value) {
    self.value = value
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    let status = pthread_mutex_init(lock, nil)
    precondition(status == 0, "a lock cannot be made: error \(status)")
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Waits until no other thread has the value, and gives it to `body`, which must not ask for it again.
  public func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body(&value)
  }
}
