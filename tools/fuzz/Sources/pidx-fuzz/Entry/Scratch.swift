import Glibc
import IndexBytes

/// A folder in memory for one input after the other.
enum Scratch {
  /// Its path, made when first asked for and removed at the end.
  static let path: String = {
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(base)/pidx-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("cannot make a folder in \(base)") }
    atexit {
      Scratch.empty()
      rmdir(Scratch.path)
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()

  static func write(_ bytes: [UInt8], to path: String) {
    do throws(IndexError) {
      let system = PosixFileSystem()
      let file = try system.create(path)
      defer { system.close(file) }
      try system.write(bytes, to: file)
    } catch {
      fatalError("\(error)")
    }
  }

  static func empty() {
    for name in (try? PosixFileSystem().list(path)) ?? [] { unlink(path + "/" + name) }
  }
}
