import Glibc
import IndexBytes

/// All bytes of the file.
///
/// - Throws: `CommandFailure` naming the path.
func readFile(_ path: String) throws -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw CommandFailure("\(path): \(errnoText(errno))") }
  defer { close(descriptor) }
  return try readAll(descriptor, name: path)
}

/// All bytes up to the end of standard input.
func readStandardInput() throws -> [UInt8] {
  try readAll(STDIN_FILENO, name: "standard input")
}

private func readAll(_ descriptor: Int32, name: String) throws -> [UInt8] {
  do throws(SystemError) {
    return try readBytes(descriptor)
  } catch {
    throw CommandFailure("\(name): \(error.description)")
  }
}
