import Glibc

/// Turns what was typed for a root into an absolute path.
enum RootPath {
  /// The absolute path of `root` without empty and "." components and without a trailing slash.
  ///
  /// A path with ".." is resolved by the file system, since a symbolic link may precede it.
  static func absolute(_ root: String) throws(ReadError) -> String {
    var path = root
    if !path.utf8.starts(with: "/".utf8) { path = try currentFolder() + "/" + path }
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    if parts.contains("..") { return try resolved(path) }
    return "/" + parts.filter { $0 != "." }.joined(separator: "/")
  }

  /// The folder that holds the entry at `path`, "/" for one at the top.
  static func parent(of path: String) -> String {
    let name = path.utf8.suffix(while: { $0 != UInt8(ascii: "/") })
    let parent = path.utf8[..<name.startIndex].dropLast()
    return parent.isEmpty ? "/" : String(Substring(parent))
  }

  /// `name` inside `folder`.
  static func join(_ folder: String, _ name: String) -> String {
    folder == "/" ? "/" + name : folder + "/" + name
  }

  private static func currentFolder() throws(ReadError) -> String {
    guard let folder = getcwd(nil, 0) else {
      throw .system(path: ".", what: "cannot tell the current folder", errno: Glibc.errno)
    }
    defer { free(folder) }
    return String(cString: folder)
  }

  private static func resolved(_ path: String) throws(ReadError) -> String {
    guard let real = realpath(path, nil) else {
      throw .system(path: path, what: "cannot open", errno: Glibc.errno)
    }
    defer { free(real) }
    return String(cString: real)
  }
}
