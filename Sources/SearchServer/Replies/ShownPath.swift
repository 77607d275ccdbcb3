import IndexBytes

/// Paths as a reader wants them: relative to a folder when beneath it, else absolute.
public struct ShownPath: Sendable {
  private let prefix: String

  /// Shows paths relative to `folder`, which is absolute; nil for absolute paths.
  public init(relativeTo folder: String?) {
    prefix = folder.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
  }

  /// The path of a file beneath a root.
  public func callAsFunction(root: String, path: String) -> String {
    self(Self.full(root: root, path: path))
  }

  /// An absolute path as it is shown.
  func callAsFunction(_ full: String) -> String {
    guard !prefix.isEmpty, full.hasPrefix(prefix), full != prefix else { return full }
    return String(full.dropFirst(prefix.count))
  }

  /// The absolute path of what was shown.
  func full(_ shown: String) -> String { shown.hasPrefix("/") ? shown : prefix + shown }

  /// The absolute path of a file beneath a root.
  static func full(root: String, path: String) -> String {
    if path.isEmpty { return root }
    let isSlashed = root.utf8.last == UInt8(ascii: "/")
    return String(joining: root, isSlashed ? "" : "/", path)
  }
}
