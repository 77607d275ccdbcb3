import ArgumentParser
import Glibc
import IndexBytes

/// Bytes on their way to a file descriptor, gathered and written in one go.
struct Output {
  private static let highWater = 1 << 16
  private let descriptor: Int32
  /// What has not been written yet.
  var bytes: [UInt8] = []

  /// A buffer before the descriptor, which stays open.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// A buffer before standard output.
  static var standard: Output { Output(STDOUT_FILENO) }

  /// Adds text.
  mutating func append(_ text: String) { bytes += text.utf8 }

  /// Writes if much has gathered: call it between records.
  mutating func flushIfLarge() throws {
    if bytes.count >= Self.highWater { try flush() }
  }

  /// Writes everything that has gathered.
  ///
  /// - Throws: `ExitCode` of success when the reader has closed the pipe, which is no error;
  ///   `CommandFailure` when the system refuses, on a full disk for instance.
  mutating func flush() throws {
    while !bytes.isEmpty {
      let written = write(descriptor, bytes, bytes.count)
      if written == bytes.count {
        bytes.removeAll(keepingCapacity: true)
      } else if written > 0 {
        bytes.removeFirst(written)
      } else if errno == EPIPE {
        throw ExitCode.success
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        throw CommandFailure("cannot write the output: \(errnoText(errno))")
      }
    }
  }

  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}
