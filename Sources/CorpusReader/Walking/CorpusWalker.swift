/// Finds the files of a corpus.
///
/// Hidden names, what ignore files name, indexes and files of unknown types are left out without a
/// word; what cannot be read is reported. `.gitignore` and `.pidxignore` files count from the top of
/// the repository around the root downwards, or from the root where there is no repository.
/// Symbolic links are followed: each folder and file is reached through links once at most, besides
/// the times it is met directly, and never from inside itself.
public struct CorpusWalker: Sendable {
  private let options: WalkOptions

  /// Prepares a walker.
  public init(options: WalkOptions = .init()) {
    self.options = options
  }

  /// Visits every file under `root` in corpus order.
  ///
  /// Nothing but ignore files is opened: a file's content is examined when it is read.
  /// - Parameters:
  ///   - root: A folder, or one file, which is visited whatever its name; absolute or relative to
  ///     the current folder.
  ///   - entering: Takes each folder before it is listed, and each file that a link leads to.
  ///   - visit: Takes each file. An error it throws ends the walk and comes out unchanged.
  ///   - skipped: Takes what cannot be read, in order among the files.
  /// - Returns: How many files were visited, and how many were left out silently.
  /// - Throws: `ReadError` when the root itself cannot be read.
  @discardableResult
  public func walk(
    _ root: String, entering: (String) -> Void = { _ in }, visit: (CorpusFile) throws -> Void,
    skipped: (SkippedFile) -> Void
  ) throws -> WalkSummary {
    let path = try RootPath.absolute(root)
    let status = try FileStatus(path: path, follow: true)
    var walk = FolderWalk(root: path, options: options)
    switch status.kind {
    case .folder:
      try walk.run(status: status, entering: entering, visit: visit, skipped: skipped)
    case .file:
      let parent = RootPath.parent(of: path)
      let name = path.utf8.suffix(while: { $0 != UInt8(ascii: "/") })
      walk.summary.visited = 1
      try visit(
        CorpusFile(
          root: parent, path: String(Substring(name)), size: status.size,
          modified: status.modified))
    case .link, .other:
      throw ReadError(.notRegular, path: path, what: FileStatus.describe(mode: status.mode))
    }
    return walk.summary
  }
}

extension CorpusWalker {
  /// The names of files that tell what to leave out.
  public static var ignoreFileNames: [String] { [IgnoreStack.gitName, IgnoreStack.pidxName] }

  /// The folders above `root` whose ignore files count for it, outermost first.
  public static func ignoreFolders(above root: String) -> [String] {
    IgnoreFileLoader.foldersAbove(root)
  }

  /// Whether an entry of this name in a folder of the corpus can bear on what a walk visits. A cheap
  /// look at the name alone: what ignore files say is not asked.
  public func mayVisit(_ name: [UInt8], isFolder: Bool) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    if Self.ignoreFileNames.contains(text) { return options.respectsIgnoreFiles }
    if !options.includesHidden, name.first == UInt8(ascii: ".") { return false }
    return isFolder || options.types.kind(ofPath: text) != nil
  }
}
