/// Paths as a reader wants them: relative to a folder when beneath it, else absolute.
public struct ShownPath: Sendable {
  private let prefix: String

  /// Shows paths relative to `folder`, which is absolute; nil for absolute paths.
  public init(relativeTo folder: String?) {
    prefix = folder.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
  }

  /// The path of a file beneath a root.
  public func callAsFunction(root: String, path: String) -> String {
    let full = Self.full(root: root, path: path)
    guard !prefix.isEmpty, full.hasPrefix(prefix), full != prefix else { return full }
    return String(full.dropFirst(prefix.count))
  }

  /// The absolute path of what was shown.
  func full(_ shown: String) -> String { shown.hasPrefix("/") ? shown : prefix + shown }

  /// The absolute path of a file beneath a root.
  static func full(root: String, path: String) -> String {
    path.isEmpty ? root : root.hasSuffix("/") ? root + path : root + "/" + path
  }
}
