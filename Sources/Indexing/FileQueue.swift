import IndexBytes

/// Hands the planned files to the workers, in order, some at a time.
final class FileQueue: Sendable {
  /// Bytes handed out at a time: enough to make a hand-over cheap, few enough to end together.
  static let batchBytes: UInt64 = 4 << 20

  private let files: [PlannedFile]
  private let state = LockedValue(State())

  private struct State {
    var next = 0
    var isStopped = false
  }

  init(_ files: [PlannedFile]) { self.files = files }

  /// The next files, empty at the end.
  func next() -> ArraySlice<PlannedFile> {
    state.withLock { state in
      let start = state.next
      guard !state.isStopped, start < files.count else { return [] }
      var bytes: UInt64 = 0
      while state.next < files.count, bytes < Self.batchBytes {
        bytes += files[state.next].file.size
        state.next += 1
      }
      return files[start..<state.next]
    }
  }

  /// Ends the work: nothing more is handed out.
  func stop() { state.withLock { $0.isStopped = true } }
}
