import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport

/// A folder of files and an index of it, on disk.
final class TestCorpus: Sendable {
  let scratch: ScratchFolder
  let folder: String
  private let said = LockedValue<[String]>([])

  init() throws {
    scratch = try ScratchFolder()
    folder = scratch.path("notes")
    try PosixFileSystem().createFolder(folder)
  }

  var index: String { scratch.path("index") }

  /// What the last build said on standard error.
  var messages: [String] { said.withLock { $0 } }

  // MARK: Files

  /// Writes a file below the scratch folder, with a time of its own: seconds since 1970.
  func write(_ name: String, _ text: String, at seconds: Int = 1_700_000_000) throws {
    try write(name, bytes: Array(text.utf8), at: seconds)
  }

  func write(_ name: String, bytes: [UInt8], at seconds: Int = 1_700_000_000) throws {
    if let slash = name.lastIndex(of: "/") {
      try PosixFileSystem().createFolder(scratch.path(String(name[..<slash])))
    }
    try scratch.write(name, bytes)
    touch(name, at: seconds)
  }

  /// Writes a file beside and moves it into place: a single change to whoever watches.
  func put(_ name: String, _ text: String) throws {
    try write(".beside", text)
    rename(scratch.path(".beside"), scratch.path(name))
  }

  func touch(_ name: String, at seconds: Int) {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 5)]
    utimensat(AT_FDCWD, scratch.path(name), times, 0)
  }

  func remove(_ name: String) { unlink(scratch.path(name)) }

  /// A file of so many zero bytes, which takes no room on disk and is no text.
  func writeHole(_ name: String, bytes: Int) throws {
    try write(name, "")
    truncate(scratch.path(name), bytes)
    touch(name, at: 1_700_000_000)
  }

  // MARK: Building and asking

  /// Builds the index of the folder, or of other paths.
  @discardableResult
  func build(
    _ paths: [String]? = nil, index: String? = nil,
    _ change: (inout BuildOptions) -> Void = { _ in }
  ) throws -> BuildSummary {
    var options = BuildOptions()
    change(&options)
    said.withLock { $0 = [] }
    let builder = IndexBuilder(folder: index ?? self.index, options: options)
    let said = LockedValue<[String]>([])
    defer { self.said.withLock { $0 = said.withLock { $0 } } }
    return try builder.build(
      paths ?? [folder], message: { text in said.withLock { $0.append(text) } }, progress: { _ in })
  }

  func searcher(_ index: String? = nil) throws -> Searcher {
    Searcher(try Snapshot.open(index ?? self.index))
  }

  /// The hits of a query, as "document line score".
  func answers(_ query: String, index: String? = nil) throws -> [String] {
    let searcher = try searcher(index)
    var options = SearchOptions()
    options.limit = 10_000
    let results = try searcher.search(query, options)
    return try results.hits.map { hit in
      let shown = try searcher.present(hit, of: results)
      return "\(shown.root)/\(try searcher.documentID(hit)):\(shown.line) \(hit.score.bitPattern)"
    } + ["total \(results.total)"]
  }

  /// The names of the documents that a query finds.
  func documents(_ query: String) throws -> [String] {
    let searcher = try searcher()
    var options = SearchOptions()
    options.limit = 10_000
    return try searcher.search(query, options).hits.map { try searcher.documentID($0) }
  }

  /// Names in the index folder.
  func indexFiles() throws -> [String] { try PosixFileSystem().list(index).sorted() }

  /// What a verification finds wrong.
  func problems(_ index: String? = nil) throws -> [IndexError] {
    try Snapshot.open(index ?? self.index).verify { _ in }.problems
  }
}

/// Queries that together see every part of an index.
let sampleQueries = [
  "가우시안", "모델 학습", "\"가우시안 스플래팅\"", "LLM -웹", "title:논문", "path:a", "웹", "+데이터 모델",
  "diffusion", "date:2023", "-가우시안",
]

/// Random texts of few words.
func randomText(_ random: inout SeededGenerator, words: Int) -> String {
  let vocabulary = [
    "가우시안", "스플래팅", "모델", "학습", "데이터", "웹", "논문", "LLM", "diffusion", "은", "66.5",
  ]
  return (0..<words).map { _ in vocabulary[random.below(vocabulary.count)] }.joined(separator: " ")
}

/// A Markdown file of random sections.
func randomMarkdown(_ random: inout SeededGenerator, sections: Int, words: Int = 8) -> String {
  (0..<sections).map { _ in
    "## \(randomText(&random, words: 2))\n\n\(randomText(&random, words: 1 + random.below(words)))\n"
  }.joined(separator: "\n")
}

/// A JSON Lines file of random records.
func randomRecords(_ random: inout SeededGenerator, records: Int, prefix: String) -> String {
  (0..<records).map { number in
    let text = randomText(&random, words: 1 + random.below(12))
    return
      "{\"id\":\"\(prefix)-\(number)\",\"title\":\"논문 \(number)\",\"text\":\"\(text)\",\"date\":\"2023-12-05\"}"
  }.joined(separator: "\n") + "\n"
}
