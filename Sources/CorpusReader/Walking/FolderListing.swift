import Glibc

/// The names in a folder.
enum FolderListing {
  /// The names in bytewise order, without "." and "..". O(n log n).
  static func names(in folder: String) throws(ReadError) -> [[UInt8]] {
    guard let stream = opendir(folder) else {
      throw .system(path: folder, what: "cannot list the folder", errno: Glibc.errno)
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      Glibc.errno = 0
      guard let entry = readdir(stream) else {
        if Glibc.errno == 0 { break }
        throw .system(path: folder, what: "cannot list the folder", errno: Glibc.errno)
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
