import IndexBytes
import TestSupport

@testable import SearchIndex

/// An index on disk beside the files that it should hold.
final class TestIndex {
  let scratch: ScratchFolder
  let folder: String
  private(set) var files: [String: TestFile] = [:]
  private let settings: IndexSettings?
  private let rules: BeginningRules?

  /// An empty folder; `rules` say which beginnings of terms segments know the best sections of.
  init(settings: IndexSettings? = nil, rules: BeginningRules? = nil) throws {
    scratch = try ScratchFolder()
    folder = scratch.path("index")
    self.settings = settings
    self.rules = rules
  }

  /// An index of `files`, built in one commit.
  convenience init(
    _ files: [TestFile], settings: IndexSettings? = nil, rules: BeginningRules? = nil
  ) throws {
    try self.init(settings: settings, rules: rules)
    try commit(adding: files)
  }

  /// An index of one file whose sections are these texts.
  convenience init(texts: [String]) throws {
    try self.init([TestFile("a.md", texts: texts)])
  }

  /// Adds and replaces files and removes others, as a new generation. The new files are spread over
  /// `runs` segments before they become one.
  func commit(adding added: [TestFile], removing: [String] = [], runs: Int = 1) throws {
    let writer = try IndexWriter(folder: folder, settings: settings, rebuild: false)
    if let rules { writer.beginningRules = rules }
    var changes = IndexWriter.Changes()
    let gone = Set(added.map(\.fullPath) + removing)
    let roots = writer.roots
    try writer.knownFiles { file in
      if gone.contains(roots[file.record.root] + "/" + file.record.path) {
        changes.dead.append(file)
      }
    }
    let ordered = added.sorted { $0.precedes($1) }
    for run in 0..<runs {
      let part = ordered.enumerated().filter { $0.offset % runs == run }.map(\.element)
      if !part.isEmpty { changes.added.append(try build(part, writer, isRun: runs > 1)) }
    }
    _ = try writer.commit(changes)
    for path in removing { files[path] = nil }
    for file in added { files[file.fullPath] = file }
  }

  private func build(
    _ files: [TestFile], _ writer: IndexWriter, isRun: Bool
  ) throws -> SegmentFileInfo {
    var builder = try SegmentBuilder(
      PosixFileSystem(), path: writer.temporaryPath(), settings: writer.settings,
      writer.beginningRules)
    for file in files {
      builder.beginFile(
        FileRecord(
          root: writer.number(ofRoot: file.root), path: file.path, size: 1, modified: 1))
      for section in file.sections {
        try builder.add(section.content, body: section.body.span)
      }
      builder.endFile { $0.encoding = "UTF-8" }
    }
    return try builder.finish(isRun: isRun)
  }

  func snapshot() throws -> Snapshot { try Snapshot.open(folder) }

  func searcher() throws -> Searcher { Searcher(try snapshot()) }

  /// The only segment of a fresh index.
  func segment() throws -> Segment {
    guard let live = try snapshot().segments.first else {
      throw IndexError(.noIndex, path: folder, detail: "no segment")
    }
    return live.segment
  }
}
