import Glibc
import IndexBytes
import Synchronization

/// Tells a thread that sleeps in poll(2) to stop.
final class WakeUp: Sendable {
  private let reader: Int32
  private let writer: Int32
  private let stopped = Atomic(false)

  /// - Throws: `.system` where there are too many open files.
  init() throws(IndexError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system("pipe", path: "", errno: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// Whether the thread is to stop.
  var isStopped: Bool { stopped.load(ordering: .acquiring) }

  /// Has the thread stop, now or when it looks next.
  func stop() {
    stopped.store(true, ordering: .releasing)
    var byte: UInt8 = 0
    // A full pipe wakes as well.
    _ = write(writer, &byte, 1)
  }

  /// Sleeps until `stop`, until `descriptor` can be read, or for so many seconds; nil for ever.
  func sleep(_ seconds: Double?, or descriptor: Int32? = nil) {
    var requests = [
      pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    // Rounded up: waking before the time would mean asking again at once.
    let wanted = seconds.map { Int32(clamping: Int(min(max(0, $0), 86_400) * 1000) + 1) }
    _ = poll(&requests, nfds_t(requests.count), wanted ?? -1)
  }
}
