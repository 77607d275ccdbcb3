import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Rebuilding and refusing")
struct RebuildTests {
  private func sample() throws -> TestCorpus {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n\n가우시안 스플래팅\n")
    try corpus.write("notes/b.md", "# 둘\n\n스플래팅\n")
    try corpus.build()
    return corpus
  }

  @Test("a rebuild reads everything again, as the next generation")
  func rebuild() throws {
    let corpus = try sample()
    let before = try corpus.answers("스플래팅")
    let summary = try corpus.build { $0.rebuild = true }
    #expect(summary.added == 2)
    #expect(summary.generation == 2)
    #expect(try corpus.answers("스플래팅") == before)
    #expect(try corpus.build([]) { $0.rebuild = true }.added == 2)
    #expect(try corpus.indexFiles().filter { $0.hasPrefix("segment-") }.count == 1)
  }

  @Test("a rebuild leaves out what it is not given")
  func fewerRoots() throws {
    let corpus = try sample()
    try corpus.write("x/c.md", "# 셋\n\n스플래팅\n")
    try corpus.build([corpus.scratch.path("x")]) { $0.rebuild = true }
    #expect(try corpus.documents("스플래팅") == ["c.md#1"])
    #expect(try Snapshot.open(corpus.index).sources == [corpus.scratch.path("x")])
  }

  @Test("an open snapshot answers as before while its files are replaced")
  func oldSnapshot() throws {
    let corpus = try sample()
    let old = try corpus.searcher()
    try corpus.write("notes/a.md", "# 하나\n\n다른 글\n", at: 1_700_001_000)
    corpus.remove("notes/b.md")
    for _ in 0..<3 { try corpus.build { $0.rebuild = true } }
    let results = try old.search("스플래팅")
    #expect(results.total == 2)
    for hit in results.hits {
      #expect(try old.present(hit, of: results).snippet.contains("스플래팅"))
    }
    #expect(old.snapshot.generation == 1)
    #expect(old.snapshot.verify { _ in }.problems.isEmpty)
    #expect(try corpus.documents("스플래팅").isEmpty)
  }

  @Test("other settings are refused, and taken by a rebuild")
  func settings() throws {
    let corpus = try sample()
    let other = IndexSettings(weights: FieldWeights(title: 5))
    let error = #expect(throws: IndexError.self) { try corpus.build { $0.settings = other } }
    #expect(error?.code == .badRequest)
    #expect(error?.remedy.contains("--rebuild") == true)
    #expect(try Snapshot.open(corpus.index).settings == IndexSettings())
    try corpus.build { options in
      options.settings = other
      options.rebuild = true
    }
    #expect(try Snapshot.open(corpus.index).settings == other)
    // From now on they hold without being named.
    #expect(try !corpus.build().committed)
  }

  @Test("a second writer is refused")
  func locked() throws {
    let corpus = try sample()
    let writer = try IndexWriter(folder: corpus.index, settings: nil, rebuild: false)
    let error = #expect(throws: IndexError.self) { try corpus.build() }
    #expect(error?.code == .locked)
    #expect(try corpus.documents("가우시안") == ["a.md#1"])
    withExtendedLifetime(writer) {}
  }

  @Test("a missing path is an error, and the index stays")
  func missingPath() throws {
    let corpus = try sample()
    let files = try corpus.indexFiles()
    try corpus.write("notes/c.md", "# 셋\n")
    let missing = corpus.scratch.path("none")
    let error = #expect(throws: IndexError.self) { try corpus.build([corpus.folder, missing]) }
    #expect(error?.path == missing)
    #expect(error?.isMissingFile == true)
    #expect(try corpus.indexFiles() == files)
    #expect(try Snapshot.open(corpus.index).generation == 1)
  }

  @Test("unfinished files of a crashed build are removed, others are left")
  func strays() throws {
    let corpus = try sample()
    let files = try corpus.indexFiles()
    for name in ["run-9-1.tmp", "pidx.manifest.tmp", "segment-77.pidx"] {
      try corpus.write("index/\(name)", "left over")
    }
    try corpus.write("index/README.md", "mine")
    try corpus.build()
    #expect(try corpus.indexFiles() == (files + ["README.md"]).sorted())
    #expect(try corpus.documents("가우시안") == ["a.md#1"])
  }

  @Test("a damaged manifest is an error to a build, and no obstacle to a rebuild")
  func damagedManifest() throws {
    let corpus = try sample()
    try corpus.write("index/pidx.manifest", "no manifest at all, and far too short for a frame")
    let error = #expect(throws: IndexError.self) { try corpus.build() }
    #expect(error?.code == .corrupt)
    // Until the new generation is in force, nothing is removed and no name is used again.
    #expect(try nextName(corpus.index).contains("run-2-"))
    #expect(try corpus.indexFiles() == ["pidx.lock", "pidx.manifest", "segment-1.pidx"])
    #expect(try corpus.build { $0.rebuild = true }.added == 2)
    #expect(try corpus.indexFiles() == ["pidx.lock", "pidx.manifest", "segment-2.pidx"])
    #expect(try corpus.documents("가우시안") == ["a.md#1"])
  }

  /// Begins a rebuild, gives it up, and tells what its next file would have been called.
  private func nextName(_ index: String) throws -> String {
    let writer = try IndexWriter(folder: index, settings: nil, rebuild: true)
    writer.discardUnfinished()
    return writer.temporaryPath()
  }

  @Test("an index folder that is a file is an error")
  func notFolder() throws {
    let corpus = try TestCorpus()
    try corpus.write("index", "a file")
    let error = #expect(throws: IndexError.self) { try corpus.build() }
    #expect(error?.path.hasPrefix(corpus.index) == true)
  }
}
