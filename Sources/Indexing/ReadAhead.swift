import Dispatch
import Glibc
import IndexBytes

/// Asks the system for files before a worker reads them, so that the disk works while text is cut.
///
/// It only asks: what it reads goes into the system's cache, and a file that cannot be opened is
/// left to the worker to report. It gives up where the files turn out to be in that cache.
final class ReadAhead: Sendable {
  /// How far ahead of the workers it asks, in bytes.
  private static let window: UInt64 = 32 << 20
  /// After how many files in a row that were in memory it looks no further.
  private static let patience = 256

  private let files: [PlannedFile]
  private let queue = DispatchQueue(label: "pidx.read-ahead")
  private let state = LockedValue(State())

  private struct State {
    /// Files looked at.
    var next = 0
    /// Files found in memory since one was not.
    var inMemory = 0
    var isStopped = false
  }

  init(_ files: [PlannedFile]) { self.files = files }

  /// Goes on, now that the workers have everything before `taken`. Returns at once.
  func advance(from taken: Int) {
    guard !state.withLock({ $0.isStopped }) else { return }
    queue.async { self.ask(from: taken) }
  }

  /// Stops, and waits for the file that is being asked for.
  func stop() {
    state.withLock { $0.isStopped = true }
    queue.sync {}
  }

  private func ask(from taken: Int) {
    var bytes: UInt64 = 0
    for index in taken..<files.count {
      bytes += files[index].file.size
      if bytes > Self.window || state.withLock({ $0.isStopped }) { return }
      if index < state.withLock({ $0.next }) { continue }
      let wasInMemory = Self.ask(for: files[index].file.fullPath)
      state.withLock {
        $0.next = index + 1
        $0.inMemory = wasInMemory ? $0.inMemory + 1 : 0
        if $0.inMemory == Self.patience { $0.isStopped = true }
      }
    }
  }

  /// Asks for one file; returns whether its beginning was in memory.
  private static func ask(for path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    if isInMemory(descriptor) { return true }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_WILLNEED)
    return false
  }

  /// Whether the system has the first page of a file in memory; false where it does not tell.
  static func isInMemory(_ descriptor: Int32) -> Bool {
    guard let page = mmap(nil, 1, PROT_READ, MAP_PRIVATE, descriptor, 0), page != MAP_FAILED else {
      return false
    }
    defer { munmap(page, 1) }
    var residence: UInt8 = 0
    return mincore(page, 1, &residence) == 0 && residence & 1 != 0
  }
}
