import Glibc

/// The real file system.
///
/// Calls that a signal interrupts are made again, whichever they are.
public struct PosixFileSystem: FileSystem {
  private let calls: any SystemCalls

  /// The file system of this process.
  public init() { self.init(calls: LinuxCalls()) }

  /// A file system that is reached by calls of the caller's.
  public init(calls: any SystemCalls) { self.calls = calls }

  /// See `FileSystem.create`.
  public func create(_ path: String) throws(IndexError) -> FileDescriptor {
    let number = retrying { calls.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    guard number >= 0 else { throw .system("create", path: path, errno: errno) }
    return FileDescriptor(number: number, path: path)
  }

  /// See `FileSystem.write`.
  public func write(_ bytes: [UInt8], to file: FileDescriptor) throws(IndexError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        calls.write(file.number, UnsafeRawBufferPointer(rebasing: raw[done...]))
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
    guard retrying({ calls.fsync(file.number) }) == 0 else {
      throw .system("fsync", path: file.path, errno: errno)
    }
  }

  /// See `FileSystem.close`.
  public func close(_ file: FileDescriptor) { calls.close(file.number) }

  /// See `FileSystem.rename`.
  public func rename(_ source: String, to target: String) throws(IndexError) {
    guard retrying({ calls.rename(source, target) }) == 0 else {
      throw .system("rename", path: target, errno: errno)
    }
  }

  /// See `FileSystem.remove`.
  public func remove(_ path: String) throws(IndexError) {
    if retrying({ calls.unlink(path) }) != 0, errno != ENOENT {
      throw .system("remove", path: path, errno: errno)
    }
  }

  /// See `FileSystem.map`.
  public func map(_ path: String) throws(IndexError) -> MappedFile {
    try MappedFile(path: path, calls: calls)
  }

  /// See `FileSystem.lock`.
  public func lock(_ path: String) throws(IndexError) -> WriterLock {
    try WriterLock(path: path, calls: calls)
  }

  /// See `FileSystem.time`.
  public func time() -> Int64 { calls.time() }
}

// MARK: Folders

extension PosixFileSystem {
  /// See `FileSystem.synchronizeFolder`.
  public func synchronizeFolder(_ path: String) throws(IndexError) {
    let number = try openFolder(path)
    defer { calls.close(number) }
    // Some file systems cannot sync a folder and say EINVAL; their renames are durable or nothing
    // can make them so.
    if retrying({ calls.fsync(number) }) != 0, errno != EINVAL {
      throw .system("fsync", path: path, errno: errno)
    }
  }

  private func openFolder(_ path: String) throws(IndexError) -> Int32 {
    let number = retrying { calls.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) }
    guard number >= 0 else { throw .system("open", path: path, errno: errno) }
    return number
  }

  /// See `FileSystem.createFolder`.
  public func createFolder(_ path: String) throws(IndexError) {
    if try make(path) { return }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .system("mkdir", path: path, errno: ENOENT)
    }
    try createFolder(String(path[..<slash]))
    guard try make(path) else { throw .system("mkdir", path: path, errno: ENOENT) }
  }

  /// Makes one folder, durably; false where the one above it is missing.
  private func make(_ path: String) throws(IndexError) -> Bool {
    if retrying({ calls.mkdir(path, 0o755) }) != 0 {
      let reason = errno
      if reason == ENOENT { return false }
      guard reason == EEXIST else { throw .system("mkdir", path: path, errno: reason) }
      try requireFolder(path)
    }
    // One that is there may be of a process that was killed before it came to this.
    try synchronizeParent(of: path)
    return true
  }

  private func requireFolder(_ path: String) throws(IndexError) {
    var info = stat()
    guard stat(path, &info) == 0 else { throw .system("stat", path: path, errno: errno) }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      throw .system("mkdir", path: path, errno: ENOTDIR)
    }
  }

  private func synchronizeParent(of path: String) throws(IndexError) {
    var parent = "."
    if let slash = path.lastIndex(of: "/") {
      parent = slash == path.startIndex ? "/" : String(path[..<slash])
    }
    do {
      try synchronizeFolder(parent)
    } catch {
      // A folder in which we may write and not look: nobody can sync it.
      guard error.systemError == EACCES else { throw error }
    }
  }

  /// See `FileSystem.list`.
  public func list(_ path: String) throws(IndexError) -> [String] {
    let number = try openFolder(path)
    guard let folder = fdopendir(number) else {
      let reason = errno
      calls.close(number)
      throw .system("open", path: path, errno: reason)
    }
    defer { closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .system("readdir", path: path, errno: errno) }
    return names
  }
}
