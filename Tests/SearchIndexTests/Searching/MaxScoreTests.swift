import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Sections that hold any term")
struct MaxScoreTests {
  @Test("the best, from a threshold found before or from none", arguments: [true, false])
  func best(isSeeded: Bool) throws {
    var random = SeededGenerator("best(\(isSeeded))")
    try check(isSeeded, Rounds.of(60), &random) { random throws in try ScoredLists(&random) }
  }

  @Test("the best of so many that windows are wider", arguments: [true, false])
  func bestOfMany(isSeeded: Bool) throws {
    var random = SeededGenerator("bestOfMany(\(isSeeded))")
    try check(isSeeded, Rounds.of(3), &random) { random throws in
      let sections = 65_530 + random.below(12)
      return try ScoredLists(&random, sections: sections)
    }
  }

  private func check(
    _ isSeeded: Bool, _ rounds: Range<Int>, _ random: inout SeededGenerator,
    _ make: (inout SeededGenerator) throws -> ScoredLists
  ) throws {
    let scratch = SearchScratch()
    for _ in rounds {
      let sample = try make(&random)
      let hints = sample.hints(&random)
      let terms = try sample.cursors(hints, scratch)
      let wanted = 1 + random.below(30)
      var top = TopK(wanted, floor: -1)
      let expected = sample.sums { !$0.isSubset(of: hints) }.sorted { $1.isWorse(than: $0) }
      if isSeeded, let seed = try sample.seed(terms, wanted, scratch) {
        #expect(expected.count >= wanted)
        #expect(expected[wanted - 1].score >= seed)
        top.raise(seed - sample.model.quantum)
      }
      var search = MaxScore(sample.segment.segment, sample.model, terms, scratch)
      try search.run(into: &top) { _ throws(IndexError) in true }
      // Who adds nothing to the score is found or not, as it comes.
      let found = top.sorted().filter { $0.score > 0 }
      #expect(found == Array(expected.prefix(wanted)).filter { $0.score > 0 })
    }
    withExtendedLifetime(scratch) {}
  }

  @Test("a threshold is found where many sections hold the heaviest term, and is close")
  func seed() throws {
    var random = SeededGenerator()
    let scratch = SearchScratch()
    var found = 0
    for _ in Rounds.of(40) {
      let sample = try ScoredLists(&random)
      let terms = try sample.cursors([], scratch)
      let longest = sample.segment.lists.map(\.sections.count).max() ?? 0
      if longest == 0 { continue }
      let score = try sample.seed(terms, 1, scratch)
      #expect(score != nil)
      // A single term, of a single block, is scored as a whole.
      if sample.weights.count == 1, longest <= 128 {
        #expect(score == sample.holdingAll().map(\.score).max())
      }
      found += 1
    }
    #expect(found > 0)
    withExtendedLifetime(scratch) {}
  }

  @Test("little to search is searched at once")
  func few() throws {
    var random = SeededGenerator()
    let scratch = SearchScratch()
    let sample = try ScoredLists(&random)
    let terms = try sample.cursors([], scratch)
    let seed = ThresholdSeed(sample.segment.segment, sample.model, terms, scratch)
    #expect(try seed.find(1) == nil)
    #expect(try seed.find(0, least: 0) == nil)
    withExtendedLifetime((sample, scratch)) {}
  }
}

extension ScoredLists {
  /// Some of the lists, never all of them.
  fileprivate func hints(_ random: inout SeededGenerator) -> Set<Int> {
    var hints = Set(weights.indices.filter { _ in random.once(in: 4) })
    if hints.count == weights.count { hints.remove(0) }
    return hints
  }

  fileprivate func seed(
    _ terms: FlatBuffer<ScoringCursor>, _ wanted: Int, _ scratch: SearchScratch
  ) throws -> Float? {
    try ThresholdSeed(segment.segment, model, terms, scratch).find(wanted, least: 0)
  }

  /// The lists' cursors, each before its list.
  fileprivate func cursors(
    _ hints: Set<Int>, _ scratch: SearchScratch
  ) throws -> FlatBuffer<ScoringCursor> {
    scratch.arena.reset()
    let result: FlatBuffer<ScoringCursor> = scratch.arena.buffer(count: weights.count)
    for (number, weight) in weights.enumerated() {
      let cursor = try PostingsCursor(
        segment.segment, segment.info(number), arena: scratch.arena)
      result[number] = ScoringCursor(
        scratch.arena.buffer(of: TermCursor(cursor), count: 1), weight: weight,
        isHint: hints.contains(number), model, shortest: 1)
    }
    return result
  }
}
