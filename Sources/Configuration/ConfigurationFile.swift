import Glibc

/// A file that may hold settings.
struct ConfigurationFile {
  /// A file longer than this is none, in bytes.
  static let longest = 1 << 20

  /// Where it is.
  let path: String
  /// How it is spoken of: from the current folder, if it is there.
  let name: String
  /// Whether somebody named it, so that it has to be there.
  let isNamed: Bool

  /// Its bytes; nil when it is not there and need not be.
  ///
  /// - Throws: What the system says, and when it is longer than 1 MiB.
  func bytes() throws(ConfigurationError) -> [UInt8]? {
    // Not blocking, since a pipe that nobody writes to is no configuration either.
    let flags = O_RDONLY | O_CLOEXEC | (isNamed ? 0 : O_NONBLOCK)
    let descriptor = open(path, flags)
    guard descriptor >= 0 else {
      let number = errno
      if !isNamed && isOutOfReach(number) { return nil }
      throw ConfigurationError(name, reason(number) + remedy(number))
    }
    defer { close(descriptor) }
    guard isNamed || isRegular(descriptor) else { return nil }
    return try contents(descriptor)
  }

  private func contents(_ descriptor: Int32) throws(ConfigurationError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= Self.longest {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw ConfigurationError(name, reason(errno))
      }
    }
    throw ConfigurationError(name, "longer than 1 MiB: this is no configuration file")
  }

  /// Whether there is no such file, or none in a folder that may be looked into.
  private func isOutOfReach(_ number: Int32) -> Bool {
    if number == EACCES {
      var status = stat()
      return stat(path, &status) != 0
    }
    return [ENOENT, ENOTDIR, ENXIO, ENAMETOOLONG].contains(number)
  }

  private func isRegular(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private func remedy(_ number: Int32) -> String {
    switch number {
    case ENOENT, ENOTDIR: "; check --config and PIDX_CONFIG"
    case EACCES: "; check the permissions, or name another file with --config"
    default: ""
    }
  }

  private func reason(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    _ = strerror_r(number, &buffer, buffer.count)
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
