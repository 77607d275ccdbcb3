import Glibc

/// One walk under way: the folders it is inside of, outermost first.
///
/// An explicit stack, so that a deep tree does not use up the thread's.
struct FolderWalk {
  private struct Frame {
    let path: String
    /// Nil where too many are open already.
    let folder: OpenFolder?
    let identity: FileStatus.Identity
    let names: [[UInt8]]
    var next = 0
    let hasRules: Bool
  }

  var summary = WalkSummary()
  private let root: String
  private let options: WalkOptions
  private var frames: [Frame] = []
  /// Folders of `frames` that stay open, so that a deep tree does not use up the descriptors.
  private static let openLimit = 32
  private var ignores = IgnoreStack()
  /// The folders of `frames`, to notice links that lead back.
  private var active: Set<FileStatus.Identity> = []
  /// What symbolic links have led to.
  private var linked: Set<FileStatus.Identity> = []

  init(root: String, options: WalkOptions) {
    self.root = root
    self.options = options
  }

  /// Walks the root, which is a folder.
  mutating func run(
    status: FileStatus, entering: (String) -> Void, visit: (CorpusFile) throws -> Void,
    skipped: (SkippedFile) -> Void
  ) throws {
    if options.respectsIgnoreFiles {
      var errors: [ReadError] = []
      for rules in IgnoreFileLoader.rulesAbove(root, skipped: { errors.append($0) }) {
        ignores.push(rules)
      }
      for error in errors { skip(error.path, error.reason, skipped) }
    }
    entering(root)
    let folder = try OpenFolder(root)
    let names = try folder.names()
    if isIndex(names) {
      skip(root, "is an index of pidx", skipped)
      return
    }
    enter(root, folder, status.identity, names, skipped)
    while let (frame, name) = nextName() {
      try examine(name, in: frame, entering: entering, visit: visit, skipped: skipped)
    }
  }

  /// The next name of the innermost folder that has one left; leaves the others.
  private mutating func nextName() -> (frame: Frame, name: [UInt8])? {
    while let last = frames.indices.last {
      let frame = frames[last]
      if frame.next < frame.names.count {
        frames[last].next += 1
        return (frame, frame.names[frame.next])
      }
      active.remove(frame.identity)
      if frame.hasRules { ignores.pop() }
      frames.removeLast()
    }
    return nil
  }

  private mutating func examine(
    _ bytes: [UInt8], in frame: Frame, entering: (String) -> Void,
    visit: (CorpusFile) throws -> Void, skipped: (SkippedFile) -> Void
  ) throws {
    if !options.includesHidden, bytes.first == UInt8(ascii: ".") {
      summary.ignoredByRule += 1
      return
    }
    guard let name = String(validating: bytes, as: UTF8.self) else {
      let shown = String(decoding: bytes, as: UTF8.self)
      skip(RootPath.join(frame.path, shown), "its name is not UTF-8; rename it", skipped)
      return
    }
    let entry = FolderEntry(name, in: frame.path, frame.folder)
    guard let status = status(of: entry, follow: false, skipped) else { return }
    if status.kind == .link {
      try examineLink(entry, entering: entering, visit: visit, skipped: skipped)
    } else {
      try take(entry, status, entering: entering, visit: visit, skipped: skipped)
    }
  }

  /// Follows a symbolic link unless it is ignored, by a rule for files or for what it leads to.
  private mutating func examineLink(
    _ entry: FolderEntry, entering: (String) -> Void, visit: (CorpusFile) throws -> Void,
    skipped: (SkippedFile) -> Void
  ) throws {
    guard !isIgnored(entry.path, isFolder: false) else { return }
    guard let target = status(of: entry, follow: true, skipped) else { return }
    if target.kind == .folder, active.contains(target.identity) {
      skip(entry.path, "is a symbolic link back to a folder around it", skipped)
    } else if linked.contains(target.identity) {
      summary.repeatedLinks += 1
    } else if try take(entry, target, entering: entering, visit: visit, skipped: skipped) {
      if target.kind == .file { entering(entry.path) }
      linked.insert(target.identity)
    }
  }

  /// Visits a file or enters a folder; false when it was left out.
  @discardableResult
  private mutating func take(
    _ entry: FolderEntry, _ status: FileStatus, entering: (String) -> Void,
    visit: (CorpusFile) throws -> Void, skipped: (SkippedFile) -> Void
  ) throws -> Bool {
    guard !isIgnored(entry.path, isFolder: status.kind == .folder) else { return false }
    switch status.kind {
    case .folder: return enterFolder(entry.path, status, entering: entering, skipped)
    case .file: return try visitFile(entry, status, visit: visit, skipped: skipped)
    case .link, .other:
      skip(entry.path, FileStatus.describe(mode: status.mode), skipped)
      return false
    }
  }

  private mutating func visitFile(
    _ entry: FolderEntry, _ status: FileStatus, visit: (CorpusFile) throws -> Void,
    skipped: (SkippedFile) -> Void
  ) throws -> Bool {
    let path = entry.path
    guard options.types.kind(ofPath: path) != nil else {
      summary.ignoredByType += 1
      return false
    }
    let access = FileStatus.readAccess(entry)
    guard access == 0 else {
      let error = ReadError.system(path: path, what: "cannot open", errno: access)
      skip(path, error.reason, skipped)
      return false
    }
    summary.visited += 1
    let prefix = RootPath.join(root, "").utf8.count
    let relative = String(Substring(path.utf8.dropFirst(prefix)))
    try visit(
      CorpusFile(root: root, path: relative, size: status.size, modified: status.modified))
    return true
  }

  private mutating func enterFolder(
    _ path: String, _ status: FileStatus, entering: (String) -> Void,
    _ skipped: (SkippedFile) -> Void
  ) -> Bool {
    entering(path)
    do throws(ReadError) {
      let folder = try OpenFolder(path)
      let names = try folder.names()
      guard !isIndex(names) else {
        summary.ignoredByRule += 1
        return false
      }
      enter(path, folder, status.identity, names, skipped)
      return true
    } catch {
      skip(path, error.reason, skipped)
      return false
    }
  }

  private mutating func enter(
    _ path: String, _ folder: OpenFolder, _ identity: FileStatus.Identity, _ names: [[UInt8]],
    _ skipped: (SkippedFile) -> Void
  ) {
    var errors: [ReadError] = []
    let rules =
      options.respectsIgnoreFiles
      ? IgnoreFileLoader.rules(in: path, holding: names, skipped: { errors.append($0) }) : nil
    for error in errors { skip(error.path, error.reason, skipped) }
    if let rules { ignores.push(rules) }
    active.insert(identity)
    frames.append(
      Frame(
        path: path, folder: frames.count < Self.openLimit ? folder : nil, identity: identity,
        names: names, hasRules: rules != nil))
  }

  private func isIndex(_ names: [[UInt8]]) -> Bool {
    names.contains { $0.elementsEqual(options.indexMarker.utf8) }
  }

  private mutating func isIgnored(_ path: String, isFolder: Bool) -> Bool {
    guard ignores.ignores(Array(path.utf8), isFolder: isFolder) else { return false }
    summary.ignoredByRule += 1
    return true
  }

  private mutating func status(
    of entry: FolderEntry, follow: Bool, _ skipped: (SkippedFile) -> Void
  ) -> FileStatus? {
    do throws(ReadError) {
      return try FileStatus(entry, follow: follow)
    } catch {
      let broken = follow && error.errno == ENOENT
      skip(entry.path, broken ? "is a broken symbolic link" : error.reason, skipped)
      return nil
    }
  }

  private mutating func skip(
    _ path: String, _ reason: String, _ skipped: (SkippedFile) -> Void
  ) {
    summary.skipped += 1
    skipped(SkippedFile(path: path, reason: reason))
  }
}
