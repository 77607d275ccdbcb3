import Glibc

/// A folder that is open, closed when nobody holds it any more.
final class OpenFolder {
  private let stream: OpaquePointer
  private let path: String

  init(_ path: String) throws(ReadError) {
    guard let stream = opendir(path) else {
      throw .system(path: path, what: "cannot list the folder", errno: Glibc.errno)
    }
    self.stream = stream
    self.path = path
  }

  deinit { closedir(stream) }

  /// What names of entries are looked up in.
  var descriptor: Int32 { dirfd(stream) }

  /// The names that are left to read, in bytewise order, without "." and "..". O(n log n).
  func names() throws(ReadError) -> [[UInt8]] {
    var names: [[UInt8]] = []
    while true {
      Glibc.errno = 0
      guard let entry = readdir(stream) else {
        if Glibc.errno == 0 { break }
        throw .system(path: path, what: "cannot list the folder", errno: Glibc.errno)
      }
      let start = entry.nameStart
      let name = Array(UnsafeBufferPointer(start: start, count: strlen(start)))
        .map { UInt8(bitPattern: $0) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension UnsafeMutablePointer<dirent> {
  /// The zero-terminated name.
  fileprivate var nameStart: UnsafePointer<CChar> {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    return UnsafeRawPointer(self).advanced(by: offset).assumingMemoryBound(to: CChar.self)
  }
}
