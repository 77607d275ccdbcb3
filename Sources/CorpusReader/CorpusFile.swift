/// A file of a corpus, as the walk found it.
public struct CorpusFile: Sendable {
  /// The absolute path of the folder that was walked, without a trailing slash; for a root that is
  /// itself a file, its parent folder.
  public let root: String
  /// The path below `root`, in the very bytes on disk (a decomposed name stays decomposed).
  public let path: String
  /// The size in bytes.
  public let size: UInt64
  /// The time of the last change, in nanoseconds since 1970.
  public let modified: Int64

  /// Describes a file; nothing is looked up on disk.
  public init(root: String, path: String, size: UInt64, modified: Int64) {
    self.root = root
    self.path = path
    self.size = size
    self.modified = modified
  }

  /// The absolute path.
  public var fullPath: String { root == "/" ? "/" + path : root + "/" + path }

  /// The last component of the path without its extension; "day" for "2023/day.md".
  public var stem: String {
    let name = path.utf8.suffix(while: { $0 != UInt8(ascii: "/") })
    let text = String(Substring(name))
    guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")), dot != text.utf8.startIndex else {
      return text
    }
    return String(text[..<dot])
  }
}

/// Two files are the same when their paths are the same bytes.
///
/// Strings that differ only by Unicode normalization are equal in Swift, but name two files.
extension CorpusFile: Hashable {
  /// Compares the paths byte by byte.
  public static func == (left: CorpusFile, right: CorpusFile) -> Bool {
    left.size == right.size && left.modified == right.modified
      && left.path.utf8.elementsEqual(right.path.utf8)
      && left.root.utf8.elementsEqual(right.root.utf8)
  }

  /// Hashes the bytes of the path.
  public func hash(into hasher: inout Hasher) {
    for byte in path.utf8 { hasher.combine(byte) }
    hasher.combine(size)
    hasher.combine(modified)
  }
}

/// A file or folder that cannot be indexed.
public struct SkippedFile: Sendable, Hashable {
  /// The absolute path.
  public let path: String
  /// Why, in words that fit on one line after the path.
  public let reason: String

  /// Pairs a path with the reason for skipping it.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
