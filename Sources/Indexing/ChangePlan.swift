import CorpusReader
import IndexBytes
import SearchIndex

/// A file that has to be read, and the version of it that the index has.
struct PlannedFile: Sendable {
  var file: CorpusFile
  /// Number of its root.
  var root: Int
  var known: IndexWriter.KnownFile?

  /// Whether reading it may show that only its time moved.
  var mayBeTouched: Bool { known.map { $0.record.size == file.size } ?? false }
}

/// What a build has to do: the files found against the files known.
struct ChangePlan {
  /// Files to read, in corpus order.
  private(set) var toRead: [PlannedFile] = []
  /// Known files that are gone.
  private(set) var removed: [IndexWriter.KnownFile] = []
  private(set) var unchanged = 0
  /// Unchanged files that could not be indexed before.
  private(set) var stillSkipped = 0
  /// Files whose folder could not be read this time, and which are kept therefore.
  private var known: [PathKey: IndexWriter.KnownFile] = [:]
  private let comparesContent: Bool
  /// Files whose bytes are compared in any case.
  private let compared: Set<PathKey>

  init(_ options: BuildOptions) {
    comparesContent = options.comparesContent
    compared = Set(options.comparedPaths.map(PathKey.init))
  }

  /// Learns what the index knows of the file at `path`.
  mutating func addKnown(_ file: IndexWriter.KnownFile, fullPath: String) {
    known[PathKey(fullPath)] = file
  }

  /// Decides about a file that was found; one found twice counts once.
  mutating func addFound(_ file: CorpusFile, root: Int) {
    let key = PathKey(file.fullPath)
    guard seen.insert(key).inserted else { return }
    guard let old = known.removeValue(forKey: key) else {
      toRead.append(PlannedFile(file: file, root: root, known: nil))
      return
    }
    let same = old.record.size == file.size && old.record.modified == file.modified
    if same && !comparesContent && !compared.contains(key) {
      unchanged += 1
      if !old.record.skipped.isEmpty { stillSkipped += 1 }
    } else {
      toRead.append(PlannedFile(file: file, root: root, known: old))
    }
  }
  private var seen: Set<PathKey> = []

  /// Everything known and not found below the folders that were walked is gone, unless its folder
  /// could not be read.
  mutating func finish(walked: [String], unreadable: [String]) {
    for (key, file) in known where walked.contains(where: { key.isBelow($0) }) {
      if unreadable.contains(where: { key.isBelow($0) }) {
        unchanged += 1
      } else {
        removed.append(file)
      }
    }
    known = [:]
    // Each root was walked in corpus order; several of them come in the order they were given.
    toRead.sort { CorpusOrder.precedes($0.file.fullPath, $1.file.fullPath) }
  }
}

/// A path as bytes: names that differ only by Unicode normalization are different files.
struct PathKey: Hashable {
  private let bytes: [UInt8]

  init(_ path: String) { bytes = Array(path.utf8) }

  /// Whether this is `path` or inside it.
  func isBelow(_ path: String) -> Bool {
    let prefix = Array(path.utf8)
    guard bytes.starts(with: prefix) else { return false }
    return bytes.count == prefix.count || prefix.last == 0x2F || bytes[prefix.count] == 0x2F
  }
}
