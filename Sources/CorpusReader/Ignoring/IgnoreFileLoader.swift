import Glibc

/// Finds and reads ignore files.
enum IgnoreFileLoader {
  /// Reads the rules in a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - names: What is in it, where that is known: most folders need not be asked then.
  ///   - skipped: Takes an ignore file that cannot be read.
  /// - Returns: The rules; nil where there is no ignore file.
  static func rules(
    in folder: String, holding names: [[UInt8]]? = nil, skipped: (ReadError) -> Void
  ) -> FolderRules? {
    if let names, !names.contains(where: mayBeRules) { return nil }
    let git = load(RootPath.join(folder, IgnoreStack.gitName), skipped)
    let pidx = load(RootPath.join(folder, IgnoreStack.pidxName), skipped)
    let exclude = load(RootPath.join(folder, IgnoreStack.excludeName), skipped)
    guard git != nil || pidx != nil || exclude != nil else { return nil }
    return FolderRules(
      prefixLength: RootPath.join(folder, "").utf8.count, git: git ?? IgnoreRules([]),
      pidx: pidx ?? IgnoreRules([]), exclude: exclude ?? IgnoreRules([]))
  }

  /// Whether a name is that of an ignore file, or of the folder that git's own is in.
  private static func mayBeRules(_ name: [UInt8]) -> Bool {
    guard name.first == UInt8(ascii: ".") else { return false }
    return [IgnoreStack.gitName, IgnoreStack.pidxName, ".git"].contains {
      $0.utf8.elementsEqual(name)
    }
  }

  /// The rules of the folders above `folder`, up to the top of the repository that holds it.
  ///
  /// Without a repository around it only a corpus's own files count.
  static func rulesAbove(_ folder: String, skipped: (ReadError) -> Void) -> [FolderRules] {
    foldersAbove(folder).compactMap { rules(in: $0, skipped: skipped) }
  }

  /// The folders above `folder` up to the top of its repository, outermost first; none without one.
  static func foldersAbove(_ folder: String) -> [String] {
    var above: [String] = []
    var current = folder
    while !exists(RootPath.join(current, ".git")) {
      guard current != "/" else { return [] }
      current = RootPath.parent(of: current)
      above.append(current)
    }
    return above.reversed()
  }

  private static func exists(_ path: String) -> Bool {
    faccessat(AT_FDCWD, path, F_OK, 0) == 0
  }

  private static func load(_ path: String, _ skipped: (ReadError) -> Void) -> IgnoreRules? {
    guard exists(path) else { return nil }
    do throws(ReadError) {
      let file = try OpenFile(path: path)
      var bytes = [UInt8](repeating: 0, count: Int(min(file.size, UInt64(IgnoreRules.longestFile))))
      var filled = 0
      while true {
        let count = try file.read(into: &bytes, from: filled)
        if count == 0 { break }
        filled += count
      }
      return IgnoreRules(bytes[..<filled])
    } catch {
      skipped(error)
      return nil
    }
  }
}
