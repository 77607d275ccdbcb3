import CorpusReader
import Glibc
import IndexBytes

/// The folders that a queue tells of, and which names in them matter.
///
/// Every look at the corpus is a round: it watches each folder before listing it, so that whatever
/// happens after the listing is told, and lets go of what it no longer met.
struct WatchedFolders: ~Copyable {
  /// Adds a watch: its number, or -1 with `errno` set. A seam for tests of the limit.
  typealias Adding = (borrowing ChangeQueue, String) -> Int32

  private struct Watched {
    var path: String
    /// The names that matter; nil for whatever a corpus may hold.
    var names: Set<[UInt8]>?
    var round: Int
  }

  private let queue: ChangeQueue
  private let add: Adding
  private let index: String
  private let walker = CorpusWalker()
  private var watched: [Int32: Watched] = [:]
  private var round = 0
  /// The error number with which the system refused a watch in this round, or 0.
  private(set) var refusal: Int32 = 0

  /// Begins with no folder.
  ///
  /// - Parameters:
  ///   - queue: What tells of changes.
  ///   - index: The index folder, absolute: never watched, since every commit changes it.
  ///   - add: How a watch is added.
  init(_ queue: consuming ChangeQueue, index: String, add: @escaping Adding = { $0.watch($1) }) {
    self.queue = queue
    self.index = index
    self.add = add
  }

  /// What poll(2) waits for.
  var descriptor: Int32 { queue.descriptor }
  /// Watches in force.
  var count: Int { watched.count }

  // MARK: Rounds

  /// Begins a look at `roots`: watches the folders around them, for the roots themselves and for
  /// ignore files above them.
  mutating func beginRound(roots: [String]) {
    round += 1
    refusal = 0
    for root in roots {
      let parts = Self.split(root)
      if let name = parts.name { note(parts.folder, [name]) }
      for folder in CorpusWalker.ignoreFolders(above: root) {
        note(folder, Set(CorpusWalker.ignoreFileNames.map { Array($0.utf8) }))
      }
    }
  }

  /// Watches a folder that is about to be listed, or a file that a link leads to.
  mutating func enter(_ path: String) {
    guard !CorpusOrder.areSame(path, index) else { return }
    note(path, nil)
  }

  /// Lets go of what this round has not met.
  mutating func endRound() {
    for (number, folder) in watched where folder.round != round {
      queue.forget(number)
      watched[number] = nil
    }
  }

  private mutating func note(_ path: String, _ names: Set<[UInt8]>?) {
    let number = add(queue, path)
    guard number >= 0 else {
      // What is not there or closed to us is noticed by the listing, too.
      if ![ENOENT, ENOTDIR, EACCES].contains(errno) { refusal = errno }
      return
    }
    guard let known = watched[number], known.round == round else {
      watched[number] = Watched(path: path, names: names, round: round)
      return
    }
    guard let old = known.names else { return }
    watched[number]?.path = path
    watched[number]?.names = names.map { old.union($0) }
  }

  // MARK: Changes

  /// What the changes since the last call come to.
  struct Summary {
    /// Whether the corpus may have changed.
    var matters = false
    /// Whether changes were lost.
    var hasOverflowed = false
    /// Files that were written to.
    var written: Set<String> = []
  }

  /// Takes every change out of the queue.
  mutating func drain() -> Summary {
    var summary = Summary()
    var over: [Int32] = []
    queue.drain { change in
      if change.isLast { over.append(change.watch) }
      take(change, into: &summary)
    }
    for number in over { watched[number] = nil }
    return summary
  }

  private func take(_ change: NotedChange, into summary: inout Summary) {
    if change.hasOverflowed {
      summary.hasOverflowed = true
      summary.matters = true
    }
    guard let folder = watched[change.watch], matters(change, folder) else { return }
    summary.matters = true
    guard change.isWritten else { return }
    let name = String(decoding: change.name, as: UTF8.self)
    summary.written.insert(name.isEmpty ? folder.path : CorpusOrder.join(folder.path, name))
  }

  private func matters(_ change: NotedChange, _ folder: Watched) -> Bool {
    guard let names = folder.names else {
      return change.name.isEmpty || walker.mayVisit(change.name, isFolder: change.isFolder)
    }
    return names.contains(change.name)
  }

  private static func split(_ path: String) -> (folder: String, name: [UInt8]?) {
    guard let slash = path.utf8.lastIndex(of: 0x2F), path != "/" else { return (path, nil) }
    let folder = String(path[..<slash])
    let name = Array(path.utf8[path.utf8.index(after: slash)...])
    return (folder.isEmpty ? "/" : folder, name)
  }
}
