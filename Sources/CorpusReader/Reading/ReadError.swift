import Glibc

/// Why a file or folder was skipped as a whole.
public struct ReadError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong.
  public enum Kind: Sendable, Hashable {
    /// A system call failed.
    case system
    /// Not a regular file: a folder, a device, a pipe or a socket.
    case notRegular
    /// Larger than the limit in `ReadOptions`.
    case tooLarge
    /// Binary data instead of text.
    case binary
    /// Text in an encoding that cannot be told.
    case unknownEncoding
  }

  /// What went wrong.
  public let kind: Kind
  /// The absolute path.
  public let path: String
  /// What was tried or found: "cannot open", "looks binary (NUL byte at offset 12)".
  public let what: String
  /// The system's error number, 0 when no system call failed.
  public let errno: Int32
  /// What to do about it; may be empty.
  public let remedy: String

  /// An error that involves no system call.
  public init(_ kind: Kind, path: String, what: String, errno: Int32 = 0, remedy: String = "") {
    self.kind = kind
    self.path = path
    self.what = what
    self.errno = errno
    self.remedy = remedy
  }

  /// An error of the system call that has just failed.
  static func system(path: String, what: String, errno number: Int32) -> ReadError {
    ReadError(.system, path: path, what: what, errno: number, remedy: remedy(for: number))
  }

  /// What happened, without the path: "cannot open: Permission denied; make it readable".
  public var reason: String {
    var text = what
    if errno != 0 { text += ": " + String(cString: strerror(errno)) }
    if !remedy.isEmpty { text += "; " + remedy }
    return text
  }

  /// The path and the reason, on one line.
  public var description: String { Self.oneLine(path) + ": " + reason }

  private static func remedy(for number: Int32) -> String {
    switch number {
    case EACCES, EPERM: "make it readable or add it to .pidxignore"
    case ENOENT: "run the build again if it was moved"
    case EMFILE, ENFILE: "raise the limit on open files (ulimit -n)"
    case ENAMETOOLONG: "shorten the path"
    default: ""
    }
  }

  private static func oneLine(_ text: String) -> String {
    func isControl(_ value: UInt32) -> Bool { value < 0x20 || value == 0x7F }
    guard text.utf8.contains(where: { isControl(UInt32($0)) }) else { return text }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { line.append(isControl(scalar.value) ? "?" : scalar) }
    return String(line)
  }
}
