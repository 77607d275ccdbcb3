import IndexBytes
import Indexing

/// Prints what a watcher reports: changes on standard output, all else on standard error.
final class WatchPrinter: Sendable {
  private let state = LockedValue<(any Error)?>(nil)
  private let giveUp: @Sendable () -> Void

  /// A printer that calls `giveUp` when there is no point in going on.
  init(giveUp: @escaping @Sendable () -> Void) { self.giveUp = giveUp }

  /// Prints a line, or keeps the error for the end.
  func show(_ event: WatchEvent) {
    switch event {
    case .watching(let summary, let folders):
      if !summary.committed { print(summary.line) }
      Terminal.standardError("pidx: watching \(counted(folders, "folder"))\n")
    case .applied(let summary): print(summary.line)
    case .message(let line): Pidx.complain(line)
    case .waiting(let error): Pidx.complain("\(error.path): \(error.detail); waiting for it")
    case .failed(let error): Pidx.complain("\(error.description); trying again")
    case .ended(let error): end(error)
    }
  }

  /// - Throws: Why the watcher ended, if it did by itself.
  func finish() throws {
    if let error = state.withLock({ $0 }) { throw error }
  }

  private func print(_ line: String) {
    do {
      var output = Output.standard
      output.append(line + "\n")
      try output.flush()
    } catch {
      end(error)
    }
  }

  private func end(_ error: any Error) {
    state.withLock { $0 = $0 ?? error }
    giveUp()
  }
}
