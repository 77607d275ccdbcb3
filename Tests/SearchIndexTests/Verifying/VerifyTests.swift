import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Verifying")
struct VerifyTests {
  private let system = PosixFileSystem()

  @Test("random indexes are sound")
  func sound() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(8) {
      let index = try maker.index(commits: 1...4, sections: 25)
      let snapshot = try index.snapshot()
      var names: [String] = []
      let report = snapshot.verify { names.append($0) }
      #expect(report.problems.isEmpty)
      #expect(report.files == snapshot.segments.count + 1)
      #expect(names == snapshot.segments.map(\.segment.file.path))
      #expect(report.checks > 0 && report.bytes > 0)
    }
  }

  @Test("the status counts what is there")
  func status() throws {
    var maker = CorpusMaker(SeededGenerator())
    let index = try TestIndex()
    let files = (0..<9).map { maker.file("\($0).md", sections: 4) }
    try index.commit(adding: files)
    try index.commit(adding: [], removing: ["/notes/3.md"])
    let status = try index.snapshot().status()
    #expect(status.files == 8 && status.skippedFiles == 0)
    #expect(status.sections == 32 && status.deadSections == 4)
    #expect(status.generation == 2 && status.segments == 1)
    #expect(status.tokens == Oracle(index.files.values).entries.reduce(0) { $0 + $1.length })
    #expect(status.sources.isEmpty)
    let size = try index.segment().file.view.count
    #expect(status.bytes.reduce(0) { $0 + $1.bytes } == size)
  }

  /// What a user sees of an index: hits of some queries, as they are shown.
  private func answers(_ folder: String) throws(IndexError) -> [String] {
    let searcher = Searcher(try Snapshot.open(folder))
    var result: [String] = []
    for query in ["가우시안", "\"가우시안 스플래팅\"", "title:LLM -없다", "date:2023"] {
      let results = try searcher.search(query)
      result.append("\(results.total)")
      for hit in results.hits {
        let shown = try searcher.present(hit, of: results)
        result.append("\(shown.path) \(shown.line) \(shown.title) \(shown.snippet) \(hit.score)")
      }
    }
    return result
  }

  @Test("any byte of a segment changed: verify names the file, a query errs or answers the same")
  func flips() throws {
    var random = SeededGenerator()
    var section = TestSection("가우시안 스플래팅은 LLM", title: "LLM")
    section.date = 19_696
    let index = try TestIndex([TestFile("a.md", [section, TestSection("가우시안")])])
    let expected = try answers(index.folder)
    let path = try index.segment().file.path
    let name = String(path.dropFirst(index.scratch.path.count + 1))
    let whole = try index.scratch.read(name)
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= UInt8(1 + random.below(255))
      // A new file each time, since the old one may still be mapped.
      try system.remove(path)
      try index.scratch.write(name, damaged)
      do throws(IndexError) {
        let found = try answers(index.folder)
        #expect(found == expected, "byte \(place)")
      } catch {
        #expect(error.path == path, "byte \(place)")
      }
      #expect(try problem(index.folder)?.path == path, "byte \(place)")
    }
  }

  /// The first problem of an index, at opening or found by verifying.
  private func problem(_ folder: String) throws -> IndexError? {
    do throws(IndexError) {
      return try Snapshot.open(folder).verify { _ in }.problems.first
    } catch {
      return error
    }
  }

  @Test("a segment cut at any length is an error that names it")
  func truncation() throws {
    let index = try TestIndex(texts: ["가우시안"])
    let path = try index.segment().file.path
    let name = String(path.dropFirst(index.scratch.path.count + 1))
    let whole = try index.scratch.read(name)
    for length in stride(from: 0, to: whole.count, by: 7) {
      try system.remove(path)
      try index.scratch.write(name, Array(whole[..<length]))
      let error = #expect(throws: IndexError.self) { _ = try index.snapshot() }
      #expect(error?.path == path)
    }
  }
}
