import Glibc
import IndexBytes

/// The folder of a socket: only its owner may look into it.
public enum SocketFolder {
  /// Makes the folder above `path` where it is missing, and checks that nobody else can reach into
  /// it.
  ///
  /// - Throws: `SocketError` where it is another user's, or open to others.
  public static func prepare(above path: String) throws(SocketError) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    if mkdir(folder, 0o700) == 0 { return }
    guard errno == EEXIST else {
      throw SocketError("\(folder): cannot make this folder for a socket: \(errnoText(errno))")
    }
    try check(folder)
  }

  private static func check(_ folder: String) throws(SocketError) {
    var info = stat()
    guard lstat(folder, &info) == 0 else {
      throw SocketError("\(folder): \(errnoText(errno))")
    }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      throw SocketError("\(folder): this is no folder, so no socket can be made in it")
    }
    guard info.st_uid == geteuid() else {
      throw SocketError(
        "\(folder): this folder belongs to user \(info.st_uid), so a socket in it could be "
          + "another's: name one elsewhere with --socket")
    }
    guard info.st_mode & 0o077 == 0 else {
      throw SocketError(
        "\(folder): others than you may enter this folder: run `chmod 700 \(folder)`, or name a "
          + "socket elsewhere with --socket")
    }
  }
}
