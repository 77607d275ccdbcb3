import Glibc

/// A file mapped read-only into memory, until the last reference goes.
///
/// The file may be unlinked meanwhile; it must not be shortened, and pidx never shortens a file
/// it has published.
public final class MappedFile: Sendable {
  /// The file's bytes; valid as long as this object.
  public let view: ByteView
  /// The path it was mapped from, for messages.
  public let path: String

  /// Maps the file at `path`.
  ///
  /// - Throws: `IndexError` with the system's reason.
  public convenience init(path: String) throws(IndexError) {
    try self.init(path: path, calls: LinuxCalls())
  }

  init(path: String, calls: any SystemCalls) throws(IndexError) {
    let number = retrying { calls.open(path, O_RDONLY | O_CLOEXEC, 0) }
    guard number >= 0 else { throw .system("open", path: path, errno: errno) }
    defer { calls.close(number) }
    var info = stat()
    guard fstat(number, &info) == 0 else { throw .system("stat", path: path, errno: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw .corrupt(path, offset: nil, expected: "a regular file", found: "something else")
    }
    self.path = path
    let count = Int(info.st_size)
    guard count > 0 else {
      view = ByteView.empty
      return
    }
    view = try Self.map(number, count, path, calls)
  }

  private static func map(
    _ number: Int32, _ count: Int, _ path: String, _ calls: any SystemCalls
  ) throws(IndexError) -> ByteView {
    while true {
      if let base = calls.map(number, count) {
        return ByteView(base: UnsafeRawPointer(base), count: count)
      }
      guard errno == EINTR else { throw .system("mmap", path: path, errno: errno) }
    }
  }

  deinit {
    if view.count > 0 { munmap(UnsafeMutableRawPointer(mutating: view.base), view.count) }
  }
}
