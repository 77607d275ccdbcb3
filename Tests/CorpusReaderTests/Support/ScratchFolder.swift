import CorpusReader
import Glibc

/// A folder of its own for one test, removed with everything in it at the end.
final class ScratchFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/pidx-reader-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template), let real = realpath(made, nil) else {
      throw ScratchError(what: "mkdtemp")
    }
    path = String(cString: real)
    free(real)
  }

  deinit { Self.removeAll(Array(path.utf8CString)) }

  /// Removes a file or a folder with everything in it, by its bytes.
  private static func removeAll(_ path: [CChar]) {
    guard remove(path) != 0 else { return }
    chmod(path, 0o700)
    guard let stream = opendir(path) else { return }
    var names: [[CChar]] = []
    while let entry = readdir(stream) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      let name = Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
      if name != [0x2E, 0], name != [0x2E, 0x2E, 0] { names.append(name) }
    }
    closedir(stream)
    for name in names { removeAll(path.dropLast() + [0x2F] + name) }
    remove(path)
  }

  func full(_ name: String) -> String { path + "/" + name }

  func makeFolder(_ name: String) throws {
    var built = path
    for part in name.split(separator: "/") {
      built += "/" + part
      if mkdir(built, 0o755) != 0, errno != EEXIST { throw ScratchError(what: "mkdir " + built) }
    }
  }

  func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    if let slash = name.lastIndex(of: "/") { try makeFolder(String(name[..<slash])) }
    guard let file = fopen(full(name), "wb") else { throw ScratchError(what: "fopen " + name) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw ScratchError(what: "fwrite " + name)
    }
  }

  func link(_ name: String, to target: String) throws {
    guard symlink(target, full(name)) == 0 else { throw ScratchError(what: "symlink " + name) }
  }

  /// The file as the walk would describe it.
  func file(_ name: String) throws -> CorpusFile {
    var status = stat()
    guard stat(full(name), &status) == 0 else { throw ScratchError(what: "stat " + name) }
    return CorpusFile(
      root: path, path: name, size: UInt64(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }
}

struct ScratchError: Error {
  let what: String
}
