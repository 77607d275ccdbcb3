import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Sections that hold all terms")
struct ConjunctionTests {
  @Test("all of them, with exact scores")
  func all() throws {
    var random = SeededGenerator()
    let scratch = SearchScratch()
    for _ in Rounds.of(40) {
      let sample = try ScoredLists(&random)
      let extra = Float(random.below(3))
      var conjunction = try sample.conjunction(scratch, extra: extra)
      let found = try conjunction.findAll().map(\.section)
      #expect(found == sample.holdingAll())
      #expect(!conjunction.isDamaged)
    }
    withExtendedLifetime(scratch) {}
  }

  @Test("the best, with a threshold that rises")
  func best() throws {
    var random = SeededGenerator()
    let scratch = SearchScratch()
    for _ in Rounds.of(40) {
      let sample = try ScoredLists(&random)
      var conjunction = try sample.conjunction(scratch)
      let wanted = 1 + random.below(30)
      let expected = sample.holdingAll().sorted { $1.isWorse(than: $0) }
      #expect(try conjunction.findBest(wanted) == Array(expected.prefix(wanted)))
    }
    withExtendedLifetime(scratch) {}
  }

  @Test("a search that is cancelled ends within the lists")
  func cancelled() throws {
    var random = SeededGenerator()
    let sample = try ScoredLists(&random)
    let scratch = SearchScratch()
    var conjunction = try sample.conjunction(scratch)
    let deadline = SearchDeadline()
    deadline.cancel()
    let error = #expect(throws: IndexError.self) {
      while try conjunction.next(above: -1, deadline) {}
    }
    #expect(error?.code == .cancelled)
    withExtendedLifetime((sample, scratch)) {}
  }

  @Test("queries equal a plain scan's", arguments: [1, 2])
  func queries(segments: Int) throws {
    var maker = CorpusMaker(SeededGenerator("queries(\(segments))"))
    let index = try TestIndex()
    let first = Self.file("a.md", 1500, &maker.random)
    try index.commit(adding: [first, Self.file("dying.md", 300, &maker.random)])
    let second = Self.file("b.md", 400, &maker.random)
    if segments > 1 { try index.commit(adding: [second], removing: ["/notes/dying.md"]) }
    let oracle = Oracle(index.files.values)
    let searcher = try index.searcher()
    for _ in Rounds.of(30) {
      var query = TestQuery()
      query.mode = maker.pick([.all, .all, .phrase])
      for _ in 0...maker.random.below(4) {
        query.clauses.append(.init(text: maker.pick(Self.words)))
      }
      if maker.random.once(in: 3) {
        let text = maker.pick(Self.words) + " " + maker.pick(Self.words)
        query.clauses.append(.init(occur: .must, isPhrase: true, text: text))
      }
      if maker.random.once(in: 6) {
        query.clauses.append(.init(occur: .mustNot, text: maker.pick(Self.words)))
      }
      let limit = maker.pick([1, 3, 10, 100_000])
      try searcher.expectOracle(oracle, query, limit: limit)
    }
  }

  /// From a word of every section to one of few, and Korean ones that several terms cover.
  private static let words = [
    "everywhere", "common", "common", "usual", "usual", "seldom", "rarely", "데이터", "모델을", "수",
    "unseen",
  ]

  private static func file(
    _ path: String, _ sections: Int, _ random: inout SeededGenerator
  ) -> TestFile {
    TestFile(
      path,
      texts: (0..<sections).map { _ in
        var text = ["everywhere"]
        for (place, word) in words.dropLast().enumerated() where random.once(in: place + 1) {
          text += Array(repeating: word, count: random.once(in: 60) ? 50 : 1)
        }
        return text.shuffled(using: &random).joined(separator: " ")
      })
  }
}

extension ScoredLists {
  /// What the index says of the sections that hold all terms.
  fileprivate func conjunction(_ scratch: SearchScratch, extra: Float = 0) throws -> Conjunction {
    scratch.arena.reset()
    var lists: [ConjunctionList] = []
    for (number, weight) in weights.enumerated() {
      let cursor = try PostingsCursor(
        segment.segment, segment.info(number), arena: scratch.arena)
      lists.append(ConjunctionList(cursor, weight: weight, model, shortest: 1))
    }
    return try Conjunction(lists, segment.segment, model, extra: extra, scratch)
  }
}
