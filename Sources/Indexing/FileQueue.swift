import IndexBytes

/// Hands the planned files to the workers, in order, some at a time.
final class FileQueue: Sendable {
  /// Bytes handed out at a time: enough to make a hand-over cheap, few enough to end together.
  static let batchBytes: UInt64 = 4 << 20

  private let files: [PlannedFile]
  private let readAhead: ReadAhead
  private let state = LockedValue(State())

  private struct State {
    var next = 0
    var isStopped = false
  }

  init(_ files: [PlannedFile]) {
    self.files = files
    readAhead = ReadAhead(files)
  }

  /// The next files, empty at the end.
  func next() -> ArraySlice<PlannedFile> {
    let batch = state.withLock { state -> ArraySlice<PlannedFile> in
      let start = state.next
      guard !state.isStopped, start < files.count else { return [] }
      var bytes: UInt64 = 0
      while state.next < files.count, bytes < Self.batchBytes {
        bytes += files[state.next].file.size
        state.next += 1
      }
      return files[start..<state.next]
    }
    if batch.endIndex < files.count { readAhead.advance(from: batch.endIndex) }
    return batch
  }

  /// Ends the work: nothing more is handed out or asked for.
  func stop() {
    state.withLock { $0.isStopped = true }
    readAhead.stop()
  }
}
