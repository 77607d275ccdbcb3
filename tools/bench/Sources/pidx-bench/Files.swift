import Benchmarking
import Glibc

/// All bytes of the file.
///
/// - Throws: `BenchFailure` naming the path.
func readFile(_ path: String) throws -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw BenchFailure("\(path): \(String(cString: strerror(errno)))") }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count > 0 {
      bytes += chunk[..<count]
    } else if errno != EINTR {
      throw BenchFailure("\(path): \(String(cString: strerror(errno)))")
    }
  }
}

/// Writes to standard output at once, so that a run can be watched.
func write(_ bytes: [UInt8]) {
  print(String(decoding: bytes, as: UTF8.self), terminator: "")
  fflush(nil)
}

/// Writes a line to standard error.
func complain(_ line: String) {
  let bytes = Array("pidx-bench: \(line)\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
