import Glibc

/// Folders: listed, made, removed.
package enum Folder {
  /// Whether a folder is at `path`; symbolic links are followed.
  package static func exists(_ path: String) -> Bool { File.kind(path) == S_IFDIR }

  /// Names in the folder, hidden ones left out, in byte order.
  package static func list(_ path: String) throws(EvalFailure) -> [String] {
    try everything(path).filter { !$0.hasPrefix(".") }
  }

  /// Makes the folder and those above it, as far as they are missing.
  package static func make(_ path: String) throws(EvalFailure) {
    if path.isEmpty || exists(path) { return }
    try make(parent(path))
    guard mkdir(path, 0o755) == 0 || exists(path) else { throw .system(path) }
  }

  /// Makes a new folder for what is needed for a while.
  package static func scratch() throws(EvalFailure) -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/pidx-eval-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .system(base) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes the folder with everything in it, as far as that can be done.
  package static func remove(_ path: String) {
    for name in (try? everything(path)) ?? [] {
      let inner = "\(path)/\(name)"
      if unlink(inner) != 0 { remove(inner) }
    }
    rmdir(path)
  }

  /// The last part of the path, links resolved: the name that `.` has, too.
  package static func name(_ path: String) throws(EvalFailure) -> String {
    guard let resolved = realpath(path, nil) else { throw .system(path) }
    defer { free(resolved) }
    return String(cString: resolved).split(separator: "/").last.map(String.init) ?? "root"
  }

  /// The path up to its last slash.
  package static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  private static func everything(_ path: String) throws(EvalFailure) -> [String] {
    guard let folder = opendir(path) else { throw .system(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
