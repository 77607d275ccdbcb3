import Glibc
import IndexBytes

/// A folder for one test, removed with all it holds when the test lets go of it.
package final class ScratchFolder: Sendable {
  /// Its absolute path.
  package let path: String

  /// Makes a new folder.
  package init() throws {
    var template = Array("/tmp/pidx-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw IndexError.system("mkdtemp", path: "/tmp", errno: errno)
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// The path of `name` in the folder.
  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult
  package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let system = PosixFileSystem()
    let file = try system.create(path(name))
    defer { system.close(file) }
    try system.write(bytes, to: file)
    return path(name)
  }

  /// The bytes of a file.
  package func read(_ name: String) throws -> [UInt8] {
    let file = try MappedFile(path: path(name))
    return withExtendedLifetime(file) { file.view.array }
  }

  private static func remove(_ path: String) {
    chmod(path, 0o755)
    for name in (try? PosixFileSystem().list(path)) ?? [] {
      let inside = path + "/" + name
      if unlink(inside) != 0 { remove(inside) }
    }
    rmdir(path)
  }
}
