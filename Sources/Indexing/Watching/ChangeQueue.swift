import Glibc

/// A change that the system has told of.
struct NotedChange: Equatable {
  /// Number of the watch, -1 where the queue has overflowed and changes were lost.
  var watch: Int32
  /// Name in the watched folder; empty where the change is of the watched folder or file itself.
  var name: [UInt8]
  /// Whether the name is a folder's.
  var isFolder: Bool
  /// Whether bytes of a file were written.
  var isWritten: Bool
  /// Whether the watch is over, since what it watched is gone.
  var isLast: Bool

  var hasOverflowed: Bool { watch < 0 }
}

/// A queue of changes that the system keeps for us: inotify(7).
struct ChangeQueue: ~Copyable {
  /// What poll(2) waits for.
  let descriptor: Int32

  private static let mask =
    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB
    | IN_DELETE_SELF | IN_MOVE_SELF | IN_EXCL_UNLINK

  /// Begins a queue; nil with `errno` set where the system refuses.
  init?() {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Watches a folder's entries, or one file; watching again gives the same number.
  ///
  /// - Returns: The watch's number, or -1 with `errno` set.
  func watch(_ path: String) -> Int32 {
    inotify_add_watch(descriptor, path, UInt32(Self.mask))
  }

  /// Ends a watch; one that is over already is no error.
  func forget(_ watch: Int32) { _ = inotify_rm_watch(descriptor, watch) }

  /// Takes every change out of the queue without waiting.
  func drain(_ visit: (NotedChange) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        buffer.withUnsafeBytes { Self.parse(UnsafeRawBufferPointer(rebasing: $0[..<count]), visit) }
      } else if count == 0 || errno != EINTR {
        return
      }
    }
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer, _ visit: (NotedChange) -> Void) {
    let header = MemoryLayout<inotify_event>.size
    var place = 0
    while place + header <= bytes.count {
      let event = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
      let end = min(place + header + Int(event.len), bytes.count)
      visit(
        NotedChange(
          watch: event.mask & UInt32(IN_Q_OVERFLOW) != 0 ? -1 : event.wd,
          name: Array(bytes[place + header..<end].prefix { $0 != 0 }),
          isFolder: event.mask & UInt32(IN_ISDIR) != 0,
          isWritten: event.mask & UInt32(IN_MODIFY | IN_CLOSE_WRITE) != 0,
          isLast: event.mask & UInt32(IN_IGNORED) != 0))
      place = end
    }
  }
}
