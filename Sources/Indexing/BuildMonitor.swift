import IndexBytes
import Glibc

/// Gathers what the workers report and passes it on, one at a time.
final class BuildMonitor: Sendable {
  private let message: @Sendable (String) -> Void
  private let progress: @Sendable (BuildProgress) -> Void
  private let state: LockedValue<BuildProgress>
  private let start = BuildMonitor.now()

  init(
    message: @escaping @Sendable (String) -> Void,
    progress: @escaping @Sendable (BuildProgress) -> Void
  ) {
    self.message = message
    self.progress = progress
    state = LockedValue(
      BuildProgress(
        phase: "reading", filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0, seconds: 0))
  }

  /// Seconds of a clock that only goes forward.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  var seconds: Double { Self.now() - start }
  var bytesDone: UInt64 { state.withLock { $0.bytesDone } }

  func expect(files: Int, bytes: UInt64) {
    state.withLock {
      $0.filesTotal = files
      $0.bytesTotal = bytes
    }
  }

  func say(_ text: String) { state.withLock { _ in message(text) } }

  func finishedFile(bytes: UInt64) {
    state.withLock { state in
      state.filesDone += 1
      state.bytesDone += bytes
      state.seconds = seconds
      progress(state)
    }
  }

  func enter(_ phase: String) {
    state.withLock { state in
      state.phase = phase
      state.seconds = seconds
      progress(state)
    }
  }
}
