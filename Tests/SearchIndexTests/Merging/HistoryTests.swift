import TestSupport
import Testing

@testable import SearchIndex

@Suite("History does not show in answers")
struct HistoryTests {
  @Test("after random commits, answers equal those of a fresh index bit for bit")
  func fresh() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(8) {
      let index = try maker.index(commits: 2...10, sections: 8)
      let fresh = try TestIndex(Array(index.files.values))
      let old = try index.searcher()
      let new = try fresh.searcher()
      #expect(old.snapshot.verify { _ in }.problems.isEmpty)
      #expect(old.snapshot.sectionCount == new.snapshot.sectionCount)
      for _ in 0..<25 {
        let query = maker.query()
        var options = SearchOptions()
        options.mode = query.mode
        options.limit = 1 + maker.random.below(30)
        let expected = try new.search(query.text, options)
        let found = try old.search(query.text, options)
        #expect(try old.answers(found) == new.answers(expected), "\(query)")
        #expect(found.total == expected.total)
        for (left, right) in zip(found.hits, expected.hits) {
          let a = try old.present(left, of: found)
          let b = try new.present(right, of: expected)
          #expect(a.snippet == b.snippet && a.title == b.title && a.line == b.line)
          #expect(a.date == b.date && a.column == b.column && a.columnUTF16 == b.columnUTF16)
          #expect(try old.snapshot.stored(left) == new.snapshot.stored(right))
        }
      }
    }
  }

  @Test("segments stay few, and the dead few among them")
  func tiers() throws {
    var maker = CorpusMaker(SeededGenerator())
    let index = try TestIndex()
    for number in 0..<30 {
      try index.commit(adding: [maker.file("\(number % 9).md", sections: 6)])
      let segments = try index.snapshot().segments
      #expect(segments.count < MergePolicy.segmentsPerTier)
      for live in segments {
        let dead = live.segment.summary.sections - live.entry.liveSections
        #expect(Double(dead) <= 0.25 * Double(live.segment.summary.sections))
      }
    }
  }

  @Test("stored records of many blocks stay with their sections through merge after merge")
  func storedBlocks() throws {
    var maker = CorpusMaker(SeededGenerator())
    let index = try TestIndex()
    for round in 0..<10 {
      var files: [TestFile] = []
      for _ in 0..<3 {
        let name = "\(maker.random.below(20)).md"
        let filler = String(repeating: "채움말 ", count: 1 + maker.random.below(1500))
        let texts = (0..<1 + maker.random.below(6)).map { "\(name) \(round) \($0) \(filler)" }
        if !files.contains(where: { $0.path == name }) {
          files.append(TestFile(name, texts: texts))
        }
      }
      try index.commit(adding: files, runs: 1 + maker.random.below(2))
    }
    let snapshot = try index.snapshot()
    for (number, live) in snapshot.segments.enumerated() {
      for section in 0..<live.segment.summary.sections where live.isLive(UInt32(section)) {
        let place = try snapshot.place(segment: number, section: UInt32(section))
        let file = try #require(index.files[place.path])
        let record = try live.segment.record(section)
        #expect(record.body == file.sections[Int(place.ordinal) - 1].body, "\(place)")
      }
    }
    #expect(snapshot.verify { _ in }.problems.isEmpty)
  }
}

extension Snapshot {
  /// All that is stored of a hit's section.
  fileprivate func stored(_ hit: Hit) throws -> StoredRecord {
    try segments[hit.segment].segment.record(Int(hit.section))
  }
}
