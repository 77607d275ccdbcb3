import Glibc

/// What went wrong with an index, where, and what to do about it.
///
/// Every failure that reaches a user is one of these; `description` is one line that names the
/// file, the offset where there is one, and the remedy.
public struct IndexError: Error, Equatable, Sendable {
  /// The kind of failure, a stable word for programs.
  public enum Code: String, Sendable {
    /// There is no index where one was looked for.
    case noIndex = "no_index"
    /// Bytes are not what they were when written, or never were an index.
    case corrupt
    /// The file was written by a later version of pidx, or by one no longer supported.
    case wrongVersion = "wrong_version"
    /// Another process is writing to the index.
    case locked
    /// The operating system refused: the errno says why.
    case system
    /// The request itself makes no sense.
    case badRequest = "bad_request"
    /// A stated limit of the format would be passed.
    case tooLarge = "too_large"
    /// Whoever asked has no use for the answer any more.
    case cancelled
    /// The time allowed is over.
    case timeout
  }

  /// The kind of failure.
  public var code: Code
  /// The file or folder concerned, as a path.
  public var path: String
  /// Byte offset in the file, where one is known.
  public var offset: Int?
  /// What was wrong: expected and found.
  public var detail: String
  /// What to do, as an imperative; empty where nothing can be done.
  public var remedy: String
  /// The error number of a failed system call; 0 for other errors.
  public var systemError: Int32 = 0

  /// Makes an error from its parts.
  public init(
    _ code: Code, path: String, offset: Int? = nil, detail: String, remedy: String = ""
  ) {
    self.code = code
    self.path = path
    self.offset = offset
    self.detail = detail
    self.remedy = remedy
  }

  /// A damaged file: what was expected at `offset` and what was found.
  public static func corrupt(
    _ path: String, offset: Int?, expected: String, found: String
  ) -> IndexError {
    IndexError(
      .corrupt, path: path, offset: offset, detail: "expected \(expected), found \(found)",
      remedy: "run `pidx build --repair` to index again what is damaged, or"
        + " `pidx build --rebuild` to index everything")
  }

  /// A failed system call.
  ///
  /// - Parameters:
  ///   - call: Name of the call, "open" for instance.
  ///   - path: The file it was about.
  ///   - number: The error number it left.
  /// - Returns: The error, with a remedy where there is a general one.
  public static func system(_ call: String, path: String, errno number: Int32) -> IndexError {
    var error = IndexError(
      .system, path: path, detail: "\(call): \(errnoText(number))",
      remedy: errnoRemedy(number))
    error.systemError = number
    return error
  }
}

extension IndexError: CustomStringConvertible {
  /// One line: path, offset, what is wrong, what to do.
  public var description: String {
    var line = path
    if let offset { line += ": at byte \(offset)" }
    line += (line.isEmpty ? "" : ": ") + detail
    if !remedy.isEmpty { line += "; \(remedy)" }
    return line
  }
}

extension IndexError {
  /// Whether a file of the index is not what it was when it was written, or is gone.
  public var isDamage: Bool { code == .corrupt || code == .wrongVersion || isMissingFile }

  /// What is wrong, without what to do about it.
  public var damage: String {
    var error = self
    error.remedy = ""
    return error.description
  }

  /// Whether a file that was to be opened is not there.
  public var isMissingFile: Bool {
    code == .system && (systemError == ENOENT || systemError == ENOTDIR)
  }
}
