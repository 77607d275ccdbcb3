import Dispatch
import Glibc

/// Turns SIGINT and SIGTERM into a moment to wait for.
final class StopSignals {
  private let semaphore = DispatchSemaphore(value: 0)
  private let sources: [any DispatchSourceSignal]
  /// Lets `wait` return, as a signal does.
  let stop: @Sendable () -> Void

  /// From now on the signals end nothing by themselves.
  init() {
    let semaphore = semaphore
    stop = { semaphore.signal() }
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue(label: "pidx.signals"))
      source.setEventHandler { semaphore.signal() }
      source.resume()
      return source
    }
  }

  /// Returns after a signal or `stop`.
  func wait() { semaphore.wait() }
}
