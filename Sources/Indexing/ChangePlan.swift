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
  /// Indexed files that are as they were.
  private(set) var unchanged = 0
  /// Files as they were that could not be indexed before.
  private(set) var stillSkipped = 0
  /// Every file that is known or was found.
  private var files: [PathKey: Entry] = [:]
  private let comparesContent: Bool
  /// Files whose bytes are compared in any case.
  private let compared: Set<PathKey>

  init(_ options: BuildOptions) {
    comparesContent = options.comparesContent
    compared = Set(options.comparedPaths.map(PathKey.init))
  }

  private struct Entry {
    var known: IndexWriter.KnownFile?
    var isFound = false
  }

  /// Learns what the index knows of the file at `path`.
  mutating func addKnown(_ file: IndexWriter.KnownFile, fullPath: String) {
    files[PathKey(fullPath)] = Entry(known: file)
  }

  /// Decides about a file that was found; one found twice counts once.
  mutating func addFound(_ file: CorpusFile, root: Int) {
    let key = PathKey(file.fullPath)
    guard let entry = find(key) else { return }
    guard let old = entry.known else {
      toRead.append(PlannedFile(file: file, root: root, known: nil))
      return
    }
    let same = old.record.size == file.size && old.record.modified == file.modified
    if same && !comparesContent && !compared.contains(key) {
      if old.record.skipped.isEmpty { unchanged += 1 } else { stillSkipped += 1 }
    } else {
      toRead.append(PlannedFile(file: file, root: root, known: old))
    }
  }

  /// Marks a file as found; what was known of it, or nil where it had been found before.
  private mutating func find(_ key: PathKey) -> Entry? {
    func mark(_ entry: inout Entry) -> Entry? {
      if entry.isFound { return nil }
      entry.isFound = true
      return entry
    }
    return mark(&files[key, default: Entry()])
  }

  /// Everything known and not found below the folders that were walked is gone, unless its folder
  /// could not be read.
  mutating func finish(walked: [String], unreadable: [String]) {
    for (key, entry) in files {
      guard !entry.isFound, let file = entry.known, walked.contains(where: { key.isBelow($0) })
      else { continue }
      if unreadable.contains(where: { key.isBelow($0) }) {
        unchanged += 1
      } else {
        removed.append(file)
      }
    }
    files = [:]
    // Each root was walked in corpus order; several of them come in the order they were given.
    toRead.sort { CorpusOrder.precedes($0.file.fullPath, $1.file.fullPath) }
  }
}

/// A path as bytes: names that differ only by Unicode normalization are different files.
struct PathKey: Hashable {
  private let bytes: [UInt8]

  init(_ path: String) { bytes = Array(path.utf8) }

  /// All bytes at once; an array would hash one after the other.
  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// Whether this is `path` or inside it.
  func isBelow(_ path: String) -> Bool {
    let prefix = Array(path.utf8)
    guard bytes.starts(with: prefix) else { return false }
    return bytes.count == prefix.count || prefix.last == 0x2F || bytes[prefix.count] == 0x2F
  }
}
