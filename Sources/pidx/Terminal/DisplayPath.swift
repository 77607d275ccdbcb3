import Glibc

/// Paths as a reader wants them: relative to the current folder when beneath it.
struct DisplayPath {
  private let prefix: String

  /// Looks the current folder up once.
  init() {
    prefix = Self.currentFolder().map { $0 == "/" ? "/" : $0 + "/" } ?? ""
  }

  /// The path of a file beneath a root, to print and to open from here.
  func callAsFunction(root: String, path: String) -> String {
    let full = path.isEmpty ? root : root.hasSuffix("/") ? root + path : root + "/" + path
    guard !prefix.isEmpty, full.hasPrefix(prefix), full != prefix else { return full }
    return String(full.dropFirst(prefix.count))
  }

  private static func currentFolder() -> String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&path, path.count) != nil else { return nil }
    let bytes = path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
