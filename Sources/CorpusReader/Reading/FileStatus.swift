import Glibc

/// What the file system says about a path.
struct FileStatus {
  enum Kind { case file, folder, link, other }

  /// Names a folder or file wherever it is reached from.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  let kind: Kind
  let mode: mode_t
  let size: UInt64
  /// Nanoseconds since 1970.
  let modified: Int64
  let identity: Identity

  /// Seconds from 1970 to 2115, beyond which an index cannot tell times apart.
  private static let latest: Int64 = 4_600_000_000

  /// Looks a path up, following a symbolic link only if `follow` is set.
  init(path: String, follow: Bool) throws(ReadError) {
    try self.init(FolderEntry(path: path), follow: follow)
  }

  /// Looks the entry of a folder up, following a symbolic link only if `follow` is set.
  init(_ entry: FolderEntry, follow: Bool) throws(ReadError) {
    var status = stat()
    let flags = follow ? 0 : AT_SYMLINK_NOFOLLOW
    guard fstatat(entry.folder, entry.name, &status, flags) == 0 else {
      throw .system(path: entry.path, what: "cannot stat", errno: Glibc.errno)
    }
    mode = status.st_mode
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = UInt64(max(0, status.st_size))
    let seconds = max(-Self.latest, min(Self.latest, Int64(status.st_mtim.tv_sec)))
    modified = seconds * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Why something that is not a regular file is skipped.
  static func describe(mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFIFO: "is a named pipe"
    case S_IFSOCK: "is a socket"
    case S_IFCHR, S_IFBLK: "is a device"
    case S_IFDIR: "is a folder"
    default: "is not a regular file"
    }
  }

  /// The error number that keeps this process from reading an entry, or 0.
  static func readAccess(_ entry: FolderEntry) -> Int32 {
    faccessat(entry.folder, entry.name, R_OK, AT_EACCESS) == 0 ? 0 : Glibc.errno
  }
}
