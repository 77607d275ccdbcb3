import Glibc

/// Takes signals one by one, on the thread that asks, in place of handlers.
struct SignalWaiter {
  private let set: sigset_t

  /// Blocks the signals in this thread and those it starts.
  init(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    self.set = set
  }

  /// Waits for the next signal.
  ///
  /// - Returns: Its number, or nil if none came in time.
  func wait(seconds: Double) -> Int32? {
    var set = set
    var time = timespec()
    time.tv_sec = Int(seconds)
    time.tv_nsec = Int((seconds - seconds.rounded(.down)) * 1e9)
    let signal = sigtimedwait(&set, nil, &time)
    return signal > 0 ? signal : nil
  }
}
