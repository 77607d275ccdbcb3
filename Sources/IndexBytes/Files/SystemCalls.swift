import Glibc

/// The calls of the system through which an index is written and opened, just as they are: what is
/// below zero (or nil) is a failure, and its reason is in `errno`.
///
/// `PosixFileSystem` makes the operations of `FileSystem` out of them. A test puts others in their
/// place, to fail or cut short any single call, and so tests the way in which they are used, too.
public protocol SystemCalls: Sendable {
  /// See open(2).
  func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32
  /// See close(2).
  func close(_ file: Int32)
  /// See write(2).
  func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
  /// See fsync(2).
  func fsync(_ file: Int32) -> Int32
  /// See rename(2).
  func rename(_ source: String, _ target: String) -> Int32
  /// See unlink(2).
  func unlink(_ path: String) -> Int32
  /// See mkdir(2).
  func mkdir(_ path: String, _ mode: mode_t) -> Int32
  /// A read-only, shared mapping of the file's first `count` bytes; see mmap(2).
  func map(_ file: Int32, _ count: Int) -> UnsafeMutableRawPointer?
  /// See flock(2).
  func lock(_ file: Int32, _ operation: Int32) -> Int32
  /// Seconds since 1970; see time(2).
  func time() -> Int64
}

/// The calls of the system that this process runs on.
public struct LinuxCalls: SystemCalls {
  /// The only ones there are.
  public init() {}

  /// See `SystemCalls.open`.
  public func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    Glibc.open(path, flags, mode)
  }

  /// See `SystemCalls.close`.
  public func close(_ file: Int32) { _ = Glibc.close(file) }

  /// See `SystemCalls.write`.
  public func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    Glibc.write(file, bytes.baseAddress, bytes.count)
  }

  /// See `SystemCalls.fsync`.
  public func fsync(_ file: Int32) -> Int32 { Glibc.fsync(file) }

  /// See `SystemCalls.rename`.
  public func rename(_ source: String, _ target: String) -> Int32 { Glibc.rename(source, target) }

  /// See `SystemCalls.unlink`.
  public func unlink(_ path: String) -> Int32 { Glibc.unlink(path) }

  /// See `SystemCalls.mkdir`.
  public func mkdir(_ path: String, _ mode: mode_t) -> Int32 { Glibc.mkdir(path, mode) }

  /// See `SystemCalls.map`.
  public func map(_ file: Int32, _ count: Int) -> UnsafeMutableRawPointer? {
    let place = mmap(nil, count, PROT_READ, MAP_SHARED, file, 0)
    return place == MAP_FAILED ? nil : place
  }

  /// See `SystemCalls.lock`.
  public func lock(_ file: Int32, _ operation: Int32) -> Int32 { flock(file, operation) }

  /// See `SystemCalls.time`.
  public func time() -> Int64 { Int64(Glibc.time(nil)) }
}

/// Repeats a call that a signal interrupted.
func retrying(_ call: () -> Int32) -> Int32 {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
