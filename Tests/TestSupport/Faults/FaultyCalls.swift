import Glibc
import IndexBytes

/// The system's calls with one fault among them, and a model of the disk that they write to.
///
/// What succeeds is done for real, except that nothing is synced: the model knows what would have
/// been. The clock stands still where it is put.
package final class FaultyCalls: SystemCalls {
  private struct State: Sendable {
    var fault: Fault?
    var seconds: Int64 = 1_700_000_000
    var calls = 0
    var failed: [(call: SystemCall, path: String)] = []
    var disk = DiskModel()
    /// What is open: the model's number of a file, or nil for a folder.
    var open: [Int32: (path: String, number: Int?)] = [:]
  }

  private let real = LinuxCalls()
  private let state: LockedValue<State>

  /// Calls on the files of `folder`, which are durable as they are.
  package init(folder: String, fault: Fault? = nil) throws {
    var disk = DiskModel()
    for name in (try? PosixFileSystem().list(folder)) ?? [] {
      let file = try MappedFile(path: folder + "/" + name)
      disk.addDurable(folder + "/" + name, withExtendedLifetime(file) { file.view.array })
    }
    state = LockedValue(State(fault: fault, disk: disk))
  }

  /// Calls on a disk as others have left it.
  package init(disk: DiskModel, fault: Fault?) {
    state = LockedValue(State(fault: fault, disk: disk))
  }

  /// How many calls were made.
  package var calls: Int { state.withLock { $0.calls } }
  /// The calls that failed, in order.
  package var failed: [(call: SystemCall, path: String)] { state.withLock { $0.failed } }
  /// The disk as it is now.
  package var disk: DiskModel { state.withLock { $0.disk } }
  /// Puts the clock.
  package func setClock(_ seconds: Int64) { state.withLock { $0.seconds = seconds } }

  /// Makes a call unless it is to fail; `done` notes in the model what it did.
  private func call(
    _ kind: SystemCall, _ path: String, _ real: () -> Int32,
    done: (inout State, Int32) -> Void = { _, _ in }
  ) -> Int32 {
    state.withLock { state in
      if let number = Self.failure(of: kind, path, &state) {
        errno = number
        return -1
      }
      let result = real()
      if result >= 0 { done(&state, result) }
      return result
    }
  }

  private static func failure(of kind: SystemCall, _ path: String, _ state: inout State) -> Int32? {
    state.calls += 1
    guard let fault = state.fault, case .error(let number) = fault.kind,
      state.calls == fault.call || state.calls > fault.call && fault.later.contains(kind)
    else { return nil }
    state.failed.append((kind, path))
    return number
  }

  // MARK: The calls

  package func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    let creates = flags & O_CREAT != 0
    return call(creates ? .create : .open, path) {
      real.open(path, flags, mode)
    } done: { state, file in
      var number: Int?
      if creates { number = state.disk.open(path, truncates: flags & O_TRUNC != 0) }
      state.open[file] = (path, number)
    }
  }

  package func close(_ file: Int32) {
    state.withLock { $0.open[file] = nil }
    real.close(file)
  }

  package func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    var taken = bytes
    let isShort = state.withLock { $0.fault?.kind == .short && $0.fault?.call == $0.calls + 1 }
    if isShort, bytes.count > 1 {
      taken = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
      state.withLock { $0.failed.append((.write, "short")) }
    }
    let count = taken.count
    let result = call(.write, path(of: file)) {
      Int32(clamping: real.write(file, UnsafeRawBufferPointer(rebasing: taken[..<count])))
    } done: { state, written in
      guard let number = state.open[file]?.number else { return }
      state.disk.append(taken.prefix(Int(written)), to: number)
    }
    return Int(result)
  }

  package func fsync(_ file: Int32) -> Int32 {
    call(.fsync, path(of: file)) {
      0
    } done: { state, _ in
      guard let (path, number) = state.open[file] else { return }
      if let number {
        state.disk.synchronize(number)
      } else {
        state.disk.synchronize(folder: path)
      }
    }
  }

  package func rename(_ source: String, _ target: String) -> Int32 {
    call(.rename, target) {
      real.rename(source, target)
    } done: { state, _ in
      state.disk.rename(source, target)
    }
  }

  package func unlink(_ path: String) -> Int32 {
    call(.unlink, path) {
      real.unlink(path)
    } done: { state, _ in
      state.disk.unlink(path)
    }
  }

  package func mkdir(_ path: String, _ mode: mode_t) -> Int32 {
    call(.mkdir, path) {
      real.mkdir(path, mode)
    } done: { state, _ in
      state.disk.makeFolder(path)
    }
  }

  package func map(_ file: Int32, _ count: Int) -> UnsafeMutableRawPointer? {
    var place: UnsafeMutableRawPointer?
    let result = call(.map, path(of: file)) {
      place = real.map(file, count)
      return place == nil ? -1 : 0
    }
    return result < 0 ? nil : place
  }

  package func lock(_ file: Int32, _ operation: Int32) -> Int32 {
    // Letting go never fails: a process that stops lets go of all.
    if operation == LOCK_UN { return real.lock(file, operation) }
    return call(.lock, path(of: file)) { real.lock(file, operation) }
  }

  package func time() -> Int64 { state.withLock { $0.seconds } }

  private func path(of file: Int32) -> String { state.withLock { $0.open[file]?.path ?? "" } }
}
