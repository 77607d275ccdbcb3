/// The rules of one ignore file; the last one that matches decides.
struct IgnoreRules: Sendable {
  /// An ignore file is read up to this length, in bytes.
  static let longestFile = 4 << 20

  private let rules: [IgnoreRule]

  /// Compiles the lines of an ignore file; linear.
  init(_ file: some Sequence<UInt8>) {
    var bytes = Array(file)[...]
    if bytes.starts(with: "\u{FEFF}".utf8) { bytes = bytes.dropFirst(3) }
    rules = bytes.split(separator: 0x0A).compactMap { line in
      IgnoreRule(line: line.last == 0x0D ? line.dropLast() : line)
    }
  }

  var isEmpty: Bool { rules.isEmpty }

  /// Whether the entry is ignored; nil when no rule speaks of it.
  func verdict(on path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
    rules.last { $0.matches(path, isFolder: isFolder) }.map { !$0.isNegated }
  }
}

/// The ignore files of a folder.
struct FolderRules: Sendable {
  /// The length of the folder's path with a slash behind it, in bytes.
  let prefixLength: Int
  let git: IgnoreRules
  let pidx: IgnoreRules
  /// Rules of the repository whose top the folder is, which are not shared with others.
  let exclude: IgnoreRules
}

/// The ignore files that apply to a folder: its own and those of the folders above.
///
/// `.pidxignore` files win over `.gitignore` files, and those over a repository's
/// `.git/info/exclude`; within one kind the nearest file with a matching rule wins.
struct IgnoreStack: Sendable {
  /// The names of ignore files.
  static let gitName = ".gitignore"
  static let pidxName = ".pidxignore"
  static let excludeName = ".git/info/exclude"

  private var folders: [FolderRules] = []

  mutating func push(_ folder: FolderRules) {
    folders.append(folder)
  }

  mutating func pop() {
    folders.removeLast()
  }

  var count: Int { folders.count }

  /// Whether the entry with the absolute `path` is ignored.
  func ignores(_ path: [UInt8], isFolder: Bool) -> Bool {
    verdict(on: path, isFolder: isFolder, \.pidx) ?? verdict(on: path, isFolder: isFolder, \.git)
      ?? verdict(on: path, isFolder: isFolder, \.exclude) ?? false
  }

  private func verdict(
    on path: [UInt8], isFolder: Bool, _ kind: KeyPath<FolderRules, IgnoreRules>
  ) -> Bool? {
    for folder in folders.reversed() where !folder[keyPath: kind].isEmpty {
      let relative = path[folder.prefixLength...]
      if let verdict = folder[keyPath: kind].verdict(on: relative, isFolder: isFolder) {
        return verdict
      }
    }
    return nil
  }
}
