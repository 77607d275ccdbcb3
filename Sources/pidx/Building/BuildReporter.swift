import IndexBytes
import Glibc
import Indexing

/// Shows how a build goes on: one rewritten line on a terminal, messages anywhere.
final class BuildReporter: Sendable {
  private static let interval: UInt64 = 100_000_000
  private let isLive: Bool
  private let state: LockedValue<State>

  private struct State {
    var nextDrawing: UInt64
    var isDrawn = false
  }

  /// Reports to standard error.
  init() {
    isLive = Terminal.understandsEscapes(STDERR_FILENO)
    state = LockedValue(State(nextDrawing: monotonicNanoseconds() + 2 * Self.interval))
  }

  /// Prints one line about a file.
  func message(_ line: String) {
    state.withLock { state in
      let erase = state.isDrawn ? "\r\u{1B}[K" : ""
      state.isDrawn = false
      Terminal.standardError("\(erase)pidx: \(SafeText.oneLine(line))\n")
    }
  }

  /// Redraws the line, now and then.
  func progress(_ progress: BuildProgress) {
    guard isLive else { return }
    state.withLock { state in
      let now = monotonicNanoseconds()
      guard now >= state.nextDrawing else { return }
      state.nextDrawing = now + Self.interval
      state.isDrawn = true
      Terminal.standardError("\r\u{1B}[K\(progress.line)")
    }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      if state.isDrawn { Terminal.standardError("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }
}

extension BuildProgress {
  /// One line, short enough for eighty columns.
  var line: String {
    guard phase == "reading", bytesTotal > 0 else { return "\(phase)… \(clockTime(seconds))" }
    var line = "\(phase) \(grouped(filesDone))/\(grouped(filesTotal)) files, "
    line += "\(byteCount(bytesDone)) of \(byteCount(bytesTotal)), "
    line += megabytesPerSecond(bytesDone, seconds)
    if let left = secondsLeft { line += ", \(clockTime(left)) left" }
    return line
  }

  /// At the pace so far; nil while there is none.
  private var secondsLeft: Double? {
    guard bytesDone > 0, bytesDone <= bytesTotal else { return nil }
    return seconds * Double(bytesTotal - bytesDone) / Double(bytesDone)
  }
}
