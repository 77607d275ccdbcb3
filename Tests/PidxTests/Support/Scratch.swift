import Glibc
import Testing

/// A new empty folder that goes away with its owner.
final class Scratch {
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/pidx-cli-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let name = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    // The canonical name: what getcwd will say.
    let resolved = try #require(realpath(String(decoding: name, as: UTF8.self), nil))
    defer { free(resolved) }
    path = String(cString: resolved)
  }

  deinit {
    _ = try? Process.run("/bin/rm", ["-rf", path], in: "/")
  }

  /// Writes a file, making the folders above it.
  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file, making the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      _ = mkdir(folder, 0o755)
    }
    let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    try #require(file >= 0, "\(name)")
    defer { close(file) }
    try #require(Glibc.write(file, bytes, bytes.count) == bytes.count, "\(name)")
  }

  /// All bytes of a file.
  func read(_ name: String) throws -> [UInt8] {
    let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    try #require(file >= 0, "\(name)")
    defer { close(file) }
    return Descriptor.readAll(file)
  }

  /// All text of a file.
  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

  /// Names in a folder, sorted.
  func list(_ name: String) throws -> [String] {
    let result = try Process.run("/bin/ls", ["-A", "\(path)/\(name)"], in: "/")
    return result.lines
  }

  func remove(_ name: String) { _ = unlink("\(path)/\(name)") }
}

enum Descriptor {
  /// Reads until the end, or until the other side of a terminal is gone.
  static func readAll(_ file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 || errno != EINTR {
        return bytes
      }
    }
  }
}
