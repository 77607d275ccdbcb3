import Glibc

/// An open regular file.
///
/// Plain `read` calls, so that a file that shrinks meanwhile just ends early.
struct OpenFile: ~Copyable {
  let path: String
  /// The size when it was opened, in bytes.
  let size: UInt64
  private let descriptor: Int32

  /// Opens a file without ever waiting for one (a pipe, say).
  init(path: String) throws(ReadError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw .system(path: path, what: "cannot open", errno: Glibc.errno)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let number = Glibc.errno
      close(descriptor)
      throw .system(path: path, what: "cannot stat", errno: number)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ReadError(.notRegular, path: path, what: FileStatus.describe(mode: status.st_mode))
    }
    self.path = path
    self.size = UInt64(max(0, status.st_size))
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills at most `limit` bytes of `buffer` from `start` on.
  ///
  /// Returns how many bytes came, 0 only at the end of the file or of the buffer.
  func read(
    into buffer: inout [UInt8], from start: Int, atMost limit: Int = .max
  ) throws(ReadError) -> Int {
    let capacity = min(buffer.count - start, limit)
    guard capacity > 0 else { return 0 }
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(descriptor, bytes.baseAddress.map { $0 + start }, capacity)
      }
      if count >= 0 { return count }
      if Glibc.errno != EINTR {
        throw .system(path: path, what: "cannot read", errno: Glibc.errno)
      }
    }
  }

  /// Goes back to the first byte.
  func rewind() throws(ReadError) {
    if lseek(descriptor, 0, SEEK_SET) != 0 {
      throw .system(path: path, what: "cannot seek", errno: Glibc.errno)
    }
  }
}
