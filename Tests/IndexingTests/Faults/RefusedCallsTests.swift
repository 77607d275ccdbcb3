import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Locks, clocks and readers that are refused")
struct RefusedCallsTests {
  private func sample() throws -> TestCorpus {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n\n가우시안 스플래팅\n")
    try corpus.build()
    try corpus.write("notes/b.md", "# 둘\n\n가우시안 모델\n")
    return corpus
  }

  private func build(_ corpus: TestCorpus, _ calls: FaultyCalls) throws -> BuildSummary {
    try IndexBuilder(
      folder: corpus.index, options: BuildOptions(), fileSystem: PosixFileSystem(calls: calls)
    ).build([corpus.folder], message: { _ in }, progress: { _ in })
  }

  /// The number of the call that a build makes to take the lock.
  private func lockCall(_ corpus: TestCorpus) throws -> Int {
    for call in 1..<20 {
      let calls = try FaultyCalls(
        folder: corpus.index, fault: Fault(call: call, .error(EIO)))
      _ = try? build(corpus, calls)
      if calls.failed.first?.call == .lock { return call }
    }
    throw IndexError(.badRequest, path: corpus.index, detail: "no lock is taken")
  }

  @Test("a file system without locks is refused, with a way out", arguments: [ENOLCK, EOPNOTSUPP])
  func noLocks(number: Int32) throws {
    let corpus = try sample()
    let call = try lockCall(corpus)
    let calls = try FaultyCalls(
      folder: corpus.index, fault: Fault(call: call, .error(number)))
    let error = #expect(throws: IndexError.self) { _ = try build(corpus, calls) }
    #expect(error?.path == corpus.index + "/pidx.lock")
    #expect(error?.detail.hasPrefix("flock: ") == true)
    #expect(error?.remedy.contains("--index") == true)
    #expect(try corpus.documents("가우시안").count == 1)
    #expect(try corpus.build().committed, "no lock is left behind")
  }

  @Test("a clock that goes back changes nothing but the time that is shown")
  func clock() throws {
    let corpus = try sample()
    for (round, seconds) in [2_000_000_000, 1_000, 0, -5_000, 1_700_000_000].enumerated() {
      try corpus.write("notes/b.md", "# 둘\n\n가우시안 모델 \(round)\n", at: 1_600_000_000 - round)
      let calls = try FaultyCalls(folder: corpus.index)
      calls.setClock(Int64(seconds))
      let summary = try build(corpus, calls)
      #expect(summary.generation == round + 2)
      #expect(summary.added + summary.changed == 1)
      let snapshot = try Snapshot.open(corpus.index)
      #expect(snapshot.generation == round + 2)
      #expect(try snapshot.status().committed == Int64(seconds))
      #expect(snapshot.verify { _ in }.problems.isEmpty)
      #expect(try corpus.documents("가우시안").count == 2)
      #expect(try corpus.documents("title:둘 +\(round)") == ["b.md#1"])
    }
  }

  @Test("sources from before 1970 or far ahead are read again only when they change")
  func sourceTimes() throws {
    let corpus = try sample()
    for seconds in [-100_000, 0, 4_000_000_000, 1_000_000_000] {
      try corpus.write("notes/b.md", "# 둘\n\n모델 \(seconds)\n", at: seconds)
      #expect(try corpus.build().committed)
      #expect(try !corpus.build().committed)
      #expect(try corpus.documents("모델") == ["b.md#1"])
    }
  }

  @Test("a reader that is refused a file says which, and never answers otherwise")
  func readers() throws {
    let corpus = try sample()
    try corpus.build()
    let expected = try corpus.documents("가우시안")
    for number in [EIO, EMFILE, EACCES, ENOMEM, EINTR] {
      var call = 1
      while true {
        let calls = try FaultyCalls(
          folder: corpus.index, fault: Fault(call: call, .error(number)))
        do {
          let snapshot = try Snapshot.open(corpus.index, PosixFileSystem(calls: calls))
          let searcher = Searcher(snapshot)
          let hits = try searcher.search("가우시안").hits.map { try searcher.documentID($0) }
          #expect(hits == expected)
          #expect(calls.failed.isEmpty || number == EINTR)
        } catch let error as IndexError {
          #expect(number != EINTR)
          #expect(error.path.hasPrefix(corpus.index + "/") && !error.remedy.isEmpty, "\(error)")
        }
        if calls.failed.isEmpty { break }
        call += 1
      }
      #expect(call > 4)
    }
  }
}
