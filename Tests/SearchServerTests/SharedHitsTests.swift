import Indexing
import NIOPosix
import SearchIndex
import SearchProtocol
import TestSupport
import Testing

@testable import SearchServer

/// Hits that two threads show together.
@Suite struct SharedHitsTests {
  private static let sections = 30
  private let folder: ScratchFolder
  private let index: ServedIndex

  init() throws {
    folder = try ScratchFolder()
    let text = (1...Self.sections).map { number in
      "# 증류 \(number)\n\n" + String(repeating: "작은 모델로 지식을 증류한다. ", count: number) + "\n\n"
    }
    _ = try folder.write("notes.md", Array(text.joined().utf8))
    let builder = IndexBuilder(folder: folder.path("index"), options: BuildOptions())
    _ = try builder.build(
      [folder.path("notes.md")], message: { _ in }, progress: { _ in })
    index = try ServedIndex(name: "notes", folder: folder.path("index"))
  }

  private func shower(
    _ form: Ticket.Form = .json, deadline: SearchDeadline = SearchDeadline()
  ) throws -> (shower: HitShower, worker: Worker) {
    var query = QueryRequest(text: "증류 모델")
    query.limit = Self.sections
    query.positions = .utf16
    let job = Job(
      work: .query(query), id: .integer(7), form: form, index: index,
      defaults: SearchOptions(), deadline: deadline)
    let worker = Worker()
    let results = try worker.searcher(index).search(query.text, try job.options(of: query))
    return (HitShower(job, query, results), worker)
  }

  /// All lines, each hit from the helper if that has shown it.
  private func lines(
    _ hits: SharedHits, _ shower: HitShower, _ worker: Worker
  ) throws -> (lines: [String], helped: Int) {
    var files = FileStates()
    var lines: [String] = []
    var helped = 0
    while let (place, known) = hits.next() {
      #expect(place == lines.count)
      if known != nil { helped += 1 }
      let shown = try known ?? shower.show(place, worker.searcher(index), &files)
      #expect(shown.fileState == .same)
      lines.append(String(decoding: shown.lines, as: UTF8.self))
    }
    return (lines, helped)
  }

  @Test(arguments: [true, false])
  func aHelperShowsWhatTheAnswerWould(isJSON: Bool) throws {
    let (shower, worker) = try shower(isJSON ? .json : .plain)
    let snapshot = index.snapshot
    let alone = try lines(SharedHits(shower, of: snapshot), shower, worker)
    #expect(alone.lines.count == Self.sections && alone.helped == 0)
    let hits = SharedHits(shower, of: snapshot)
    hits.help(Worker(), index)
    let helped = try lines(hits, shower, worker)
    #expect(helped.lines == alone.lines)
    // The first one is always due at once.
    #expect(helped.helped == Self.sections - 1)
  }

  @Test func twoThreadsShowEachHitOnceInOrder() throws {
    let (shower, worker) = try shower()
    let snapshot = index.snapshot
    let alone = try lines(SharedHits(shower, of: snapshot), shower, worker).lines
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    let helper = Helper(pool)
    let index = index
    for _ in 0..<200 {
      let hits = SharedHits(shower, of: snapshot)
      helper.lend { hits.help($0, index) }
      #expect(try lines(hits, shower, worker).lines == alone)
      hits.close()
      helper.forgetOld([index])
    }
    try pool.syncShutdownGracefully()
    // A pool that has ended helps nobody, and nothing waits for it.
    let hits = SharedHits(shower, of: snapshot)
    helper.lend { hits.help($0, index) }
    #expect(try lines(hits, shower, worker).lines == alone)
  }

  @Test func aHelperOfAnotherGenerationOrTooLateDoesNothing() throws {
    let (shower, worker) = try shower()
    let other = try ServedIndex(name: "notes", folder: folder.path("index")).snapshot
    let hits = SharedHits(shower, of: other)
    hits.help(Worker(), index)
    #expect(try lines(hits, shower, worker).helped == 0)
    let closed = SharedHits(shower, of: index.snapshot)
    closed.close()
    closed.help(Worker(), index)
    #expect(closed.next() == nil)
  }

  @Test func anErrorOfTheHelperIsFoundByTheAnswer() throws {
    let deadline = SearchDeadline()
    let (shower, worker) = try shower(deadline: deadline)
    let hits = SharedHits(shower, of: index.snapshot)
    deadline.cancel()
    hits.help(Worker(), index)
    #expect(throws: (any Error).self) { try lines(hits, shower, worker) }
  }
}
