/// What a disk holds durably, and what it was told and may forget when the power goes.
///
/// The model is harsher than file systems are: bytes are safe after an fsync of their file, names
/// after an fsync of their folder, and nothing else is. Of the rest each page and each change of
/// a name may survive or not, on its own.
package struct DiskModel: Sendable {
  /// What becomes of what was not synced.
  package enum Loss: Sendable, CaseIterable {
    /// All of it is lost.
    case all
    /// All of it survives.
    case nothing
    /// Changes of names survive, bytes do not: what journals of names alone do.
    case bytes
    /// Chance decides for each page and each change of a name.
    case torn
  }

  private struct Inode {
    var durable: [UInt8]?
    var current: [UInt8]?
  }

  private enum Change {
    case link(String, Int)
    case rename(String, String, Int)
    case unlink(String, Int)

    var path: String {
      switch self {
      case .link(let path, _), .rename(_, let path, _), .unlink(let path, _): path
      }
    }
  }

  private static let pageBytes = 4096

  private var inodes: [Inode] = []
  private var names: [String: Int] = [:]
  private var durableNames: [String: Int] = [:]
  private var pending: [Change] = []

  /// An empty disk.
  package init() {}

  // MARK: What is done to it

  /// Puts a file there that has always been there.
  package mutating func addDurable(_ path: String, _ bytes: [UInt8]) {
    inodes.append(Inode(durable: bytes, current: bytes))
    names[path] = inodes.count - 1
    durableNames[path] = inodes.count - 1
  }

  /// Opens a file to write it from its beginning, or as it is; returns its number.
  package mutating func open(_ path: String, truncates: Bool) -> Int {
    if let number = names[path] {
      if truncates { inodes[number].current = [] }
      return number
    }
    inodes.append(Inode(durable: [], current: []))
    names[path] = inodes.count - 1
    pending.append(.link(path, inodes.count - 1))
    return inodes.count - 1
  }

  /// Makes a folder.
  package mutating func makeFolder(_ path: String) {
    inodes.append(Inode(durable: nil, current: nil))
    names[path] = inodes.count - 1
    pending.append(.link(path, inodes.count - 1))
  }

  /// Appends to a file.
  package mutating func append(_ bytes: some Collection<UInt8>, to number: Int) {
    inodes[number].current?.append(contentsOf: bytes)
  }

  /// Syncs a file.
  package mutating func synchronize(_ number: Int) {
    inodes[number].durable = inodes[number].current
  }

  /// Syncs the names in a folder.
  package mutating func synchronize(folder: String) {
    for change in pending where Self.parent(change.path) == folder {
      Self.apply(change, to: &durableNames)
    }
    pending.removeAll { Self.parent($0.path) == folder }
  }

  /// Renames a file.
  package mutating func rename(_ source: String, _ target: String) {
    guard let number = names[source] else { return }
    change(.rename(source, target, number))
  }

  /// Removes a name.
  package mutating func unlink(_ path: String) {
    guard let number = names[path] else { return }
    change(.unlink(path, number))
  }

  private mutating func change(_ change: Change) {
    Self.apply(change, to: &names)
    pending.append(change)
  }

  private static func apply(_ change: Change, to names: inout [String: Int]) {
    switch change {
    case .link(let path, let number):
      names[path] = number
    case .rename(let source, let target, let number):
      if names[source] == number { names[source] = nil }
      names[target] = number
    case .unlink(let path, let number):
      if names[path] == number { names[path] = nil }
    }
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  // MARK: What is left of it

  /// The files that are found in `folder`, by name, once the power is back.
  package func afterPowerLoss(
    _ loss: Loss, in folder: String, _ random: inout SeededGenerator
  ) -> [String: [UInt8]] {
    var found = durableNames
    // Journals forget what came last; the worst disks forget anything.
    let kept = random.below(pending.count + 1)
    let forgetsInOrder = random.once(in: 2)
    for (place, change) in pending.enumerated() {
      let survives =
        switch loss {
        case .all: false
        case .nothing, .bytes: true
        case .torn: forgetsInOrder ? place < kept : random.once(in: 2)
        }
      if survives { Self.apply(change, to: &found) }
    }
    if names[folder] != nil, found[folder] == nil { return [:] }
    var result: [String: [UInt8]] = [:]
    for path in found.keys.sorted() where Self.parent(path) == folder {
      guard let number = found[path], inodes[number].current != nil else { continue }
      let name = String(path.dropFirst(folder.count + 1))
      result[name] = content(of: inodes[number], loss, &random)
    }
    return result
  }

  private func content(
    of inode: Inode, _ loss: Loss, _ random: inout SeededGenerator
  ) -> [UInt8] {
    let (old, new) = (inode.durable ?? [], inode.current ?? [])
    switch loss {
    case .all, .bytes: return old
    case .nothing: return new
    case .torn: return old == new ? new : Self.torn(old, new, &random)
    }
  }

  /// Each page as it was, as it was to be, or empty; the length somewhere between.
  private static func torn(
    _ old: [UInt8], _ new: [UInt8], _ random: inout SeededGenerator
  ) -> [UInt8] {
    let length = Int.random(
      in: min(old.count, new.count)...max(old.count, new.count), using: &random)
    var result = [UInt8](repeating: 0, count: length)
    for start in stride(from: 0, to: length, by: pageBytes) {
      let source = [old, new, new, []][random.below(4)]
      let end = min(start + pageBytes, length, source.count)
      if start < end { result.replaceSubrange(start..<end, with: source[start..<end]) }
    }
    return result
  }
}
