import Glibc

/// The real file system.
public struct PosixFileSystem: FileSystem {
  /// The file system of this process.
  public init() {}

  /// See `FileSystem.create`.
  public func create(_ path: String) throws(IndexError) -> FileDescriptor {
    let number = retrying { open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    guard number >= 0 else { throw .system("create", path: path, errno: errno) }
    return FileDescriptor(number: number, path: path)
  }

  /// See `FileSystem.write`.
  public func write(_ bytes: [UInt8], to file: FileDescriptor) throws(IndexError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        Glibc.write(file.number, raw.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .system("write", path: file.path, errno: errno)
      }
      if written == 0 { throw .system("write", path: file.path, errno: EIO) }
      done += written
    }
  }

  /// See `FileSystem.synchronize`.
  public func synchronize(_ file: FileDescriptor) throws(IndexError) {
    guard retrying({ fsync(file.number) }) == 0 else {
      throw .system("fsync", path: file.path, errno: errno)
    }
  }

  /// See `FileSystem.close`.
  public func close(_ file: FileDescriptor) { _ = Glibc.close(file.number) }

  /// See `FileSystem.rename`.
  public func rename(_ source: String, to target: String) throws(IndexError) {
    guard Glibc.rename(source, target) == 0 else {
      throw .system("rename", path: target, errno: errno)
    }
  }

  /// See `FileSystem.synchronizeFolder`.
  public func synchronizeFolder(_ path: String) throws(IndexError) {
    let number = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard number >= 0 else { throw .system("open", path: path, errno: errno) }
    defer { _ = Glibc.close(number) }
    // Some file systems cannot sync a folder and say EINVAL; their renames are durable or nothing
    // can make them so.
    if retrying({ fsync(number) }) != 0, errno != EINVAL {
      throw .system("fsync", path: path, errno: errno)
    }
  }

  /// See `FileSystem.remove`.
  public func remove(_ path: String) throws(IndexError) {
    if unlink(path) != 0, errno != ENOENT { throw .system("remove", path: path, errno: errno) }
  }

  /// See `FileSystem.createFolder`.
  public func createFolder(_ path: String) throws(IndexError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return try requireFolder(path) }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .system("mkdir", path: path, errno: errno)
    }
    try createFolder(String(path[..<slash]))
    if mkdir(path, 0o755) != 0, errno != EEXIST {
      throw .system("mkdir", path: path, errno: errno)
    }
  }

  private func requireFolder(_ path: String) throws(IndexError) {
    var info = stat()
    guard stat(path, &info) == 0 else { throw .system("stat", path: path, errno: errno) }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      throw .system("mkdir", path: path, errno: ENOTDIR)
    }
  }

  /// See `FileSystem.list`.
  public func list(_ path: String) throws(IndexError) -> [String] {
    guard let folder = opendir(path) else {
      throw .system("open", path: path, errno: errno)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// See `FileSystem.map`.
  public func map(_ path: String) throws(IndexError) -> MappedFile { try MappedFile(path: path) }

  /// See `FileSystem.lock`.
  public func lock(_ path: String) throws(IndexError) -> WriterLock { try WriterLock(path: path) }
}

/// Repeats a call that a signal interrupted.
func retrying(_ call: () -> Int32) -> Int32 {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
