import TestSupport
import Testing

@testable import SearchIndex

@Suite("Answers equal a plain scan's")
struct OracleTests {
  /// How a hit list is asked for.
  private func ask(
    _ searcher: Searcher, _ oracle: Oracle, _ query: TestQuery, _ random: inout SeededGenerator
  ) throws {
    let limit = [0, 1, 3, 10, 100_000][random.below(5)]
    let offset = random.once(in: 3) ? random.below(8) : 0
    try searcher.expectOracle(oracle, query, limit: limit, offset: offset)
  }

  @Test("small corpora in one segment")
  func small() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(40) {
      let files = maker.files(sections: 1 + maker.random.below(40))
      let index = try TestIndex(files)
      let oracle = Oracle(index.files.values)
      let searcher = try index.searcher()
      for _ in 0..<20 { try ask(searcher, oracle, maker.query(), &maker.random) }
    }
  }

  @Test("several commits with changed and removed files")
  func edited() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(16) {
      let index = try maker.index(commits: 1...5, sections: 15)
      let oracle = Oracle(index.files.values)
      let searcher = try index.searcher()
      for _ in 0..<20 { try ask(searcher, oracle, maker.query(), &maker.random) }
    }
  }

  @Test("more sections than a window holds, alive and dead", arguments: [1, 2])
  func windows(segments: Int) throws {
    var maker = CorpusMaker(SeededGenerator("windows(\(segments))"))
    let big = maker.file("a/big.md", sections: 2500, longest: 5)
    let more = maker.file("a.md", sections: 700, longest: 5)
    let index = try TestIndex()
    try index.commit(adding: [big, maker.file("dying.md", sections: 200, longest: 5)])
    if segments > 1 { try index.commit(adding: [more], removing: ["/notes/dying.md"]) }
    let oracle = Oracle(index.files.values)
    let searcher = try index.searcher()
    for _ in Rounds.of(30) { try ask(searcher, oracle, maker.query(), &maker.random) }
  }

  @Test("weights of fields, zero among them")
  func weights() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(6) {
      let weights = FieldWeights(
        title: maker.random.below(4), heading: maker.random.below(2),
        author: maker.random.below(3), tag: maker.random.below(2), link: maker.random.below(2))
      let files = maker.files(sections: 30)
      let index = try TestIndex(files, settings: IndexSettings(weights: weights))
      let oracle = Oracle(index.files.values, weights: weights)
      let searcher = try index.searcher()
      for _ in 0..<20 { try ask(searcher, oracle, maker.query(), &maker.random) }
    }
  }

  @Test("every page of a hit list, one after the other")
  func pages() throws {
    var maker = CorpusMaker(SeededGenerator())
    let index = try TestIndex(maker.files(sections: 120))
    let oracle = Oracle(index.files.values)
    let searcher = try index.searcher()
    for _ in 0..<10 {
      let query = maker.query()
      for page in 0..<5 { try searcher.expectOracle(oracle, query, limit: 7, offset: page * 7) }
    }
  }
}
