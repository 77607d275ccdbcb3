import Glibc
import IndexBytes

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
      throw ConfigurationError(name, errnoText(number) + remedy(number))
    }
    defer { close(descriptor) }
    guard isNamed || isRegular(descriptor) else { return nil }
    return try contents(descriptor)
  }

  private func contents(_ descriptor: Int32) throws(ConfigurationError) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try readBytes(descriptor, limit: Self.longest)
    } catch {
      throw ConfigurationError(name, error.description)
    }
    guard bytes.count <= Self.longest else {
      throw ConfigurationError(name, "longer than 1 MiB: this is no configuration file")
    }
    return bytes
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
}
