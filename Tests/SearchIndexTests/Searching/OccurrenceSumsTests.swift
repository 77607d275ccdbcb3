import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Lists added up as one")
struct OccurrenceSumsTests {
  /// Some lists over a segment, and what they add up to.
  private struct Sample {
    let lists: ListSegment
    let live: LiveSegment
    var expected: [UInt32: UInt32] = [:]

    /// - Parameters:
    ///   - sections: How many.
    ///   - longest: No section has more tokens.
    ///   - isSparse: Whether every list has few of them.
    ///   - random: Draws the rest.
    /// - Throws: What building the segment throws.
    init(
      sections: Int, longest: Int, isSparse: Bool = false, _ random: inout SeededGenerator
    ) throws {
      let plain = (0...random.below(6)).map { _ in
        random.list(of: sections, oneIn: isSparse ? [500, 1000, 3000] : [1, 1, 2, 10, 100])
      }
      let lengths = (0..<sections).map { _ in UInt32(1 + random.below(longest)) }
      lists = try ListSegment(plain, lengths: lengths)
      let entry = Manifest.SegmentEntry(
        number: 1, bytes: 0, checksum: 0, liveSections: sections, liveTokens: 0)
      live = try LiveSegment(lists.segment, entry)
      for list in plain {
        for (section, positions) in zip(list.sections, list.positions) {
          expected[section, default: 0] += UInt32(positions.count)
        }
      }
    }

    var postings: Int { lists.lists.reduce(0) { $0 + $1.sections.count } }

    func infos() throws -> [TermInfo] { try lists.lists.indices.map { try lists.info($0) } }

    /// The best sections by a plain scan.
    func best(_ search: Search) -> [ScoredSection] {
      let all = expected.map { section, sum in
        ScoredSection(
          section: section,
          score: search.model.score(
            search.weight, frequency: Float(sum), length: Float(lists.lengths[Int(section)])))
      }
      return Array(
        all.filter { $0.score > search.floor }.sorted { $1.isWorse(than: $0) }
          .prefix(search.count))
    }
  }

  /// How many of the best are wanted, and what they score.
  private struct Search {
    let weight: Float
    let model: BM25
    let count: Int
    /// Scores at or below it are of no interest.
    let floor: Float

    init(longest: Int, _ random: inout SeededGenerator) {
      weight = random.once(in: 4) ? 1e-6 : Float(1 + random.below(9))
      model = BM25(k1: 1.2, b: 0.75, averageLength: Double(longest) / 2, limit: weight)
      count = [0, 1, 10, 100_000][random.below(4)]
      floor = random.once(in: 3) ? weight / Float(1 + random.below(4)) : -1
    }
  }

  @Test("sums of small and large frequencies, again and again in the same memory")
  func sums() throws {
    var random = SeededGenerator()
    for _ in 0..<4 {
      let scratch = SearchScratch()
      let sample = try Sample(sections: 1 + random.below(3000), longest: 300, &random)
      let all = sample.lists.lengths.count
      let arena = FlatArena()
      for round in 0..<3 {
        let sums = try scratch.occurrenceSums(sample.live.segment)
        try sums.add(sample.infos(), sample.live, arena)
        #expect(sums.count == sample.expected.count)
        // What nobody reads is not in the next sums.
        if round == 1 { continue }
        let sections: FlatBuffer<UInt32> = arena.buffer(count: all)
        let frequencies: FlatBuffer<UInt32> = arena.buffer(count: all)
        let count = sums.drain(into: sections, frequencies)
        #expect((0..<count).map { sections[$0] } == sample.expected.keys.sorted())
        for place in 0..<count {
          #expect(frequencies[place] == sample.expected[sections[place]])
        }
      }
      withExtendedLifetime(arena) {}
    }
  }

  @Test("the best of them, as a plain scan has them", arguments: [5, 100, 250, 70_000])
  func best(longest: Int) throws {
    var random = SeededGenerator("best(\(longest))")
    let arena = FlatArena()
    for _ in Rounds.of(20) {
      let sample = try Sample(
        sections: 1 + random.below(random.once(in: 2) ? 400 : 12_000), longest: longest, &random)
      let scratch = SearchScratch()
      for _ in 0..<4 {
        let search = Search(longest: longest, &random)
        let sums = try scratch.occurrenceSums(sample.live.segment)
        try sums.add(sample.infos(), sample.live, arena)
        var top = TopK(search.count, floor: search.floor)
        sums.takeBest(
          into: &top, search.model, search.weight, SectionLengths(sample.live.segment),
          shortest: UInt32(sample.live.segment.summary.minLength))
        #expect(top.sorted() == sample.best(search))
      }
    }
    withExtendedLifetime(arena) {}
  }

  @Test("the best of few sections, with and without their sums", arguments: [1, 5, 250, 70_000])
  func bestOfFew(longest: Int) throws {
    var random = SeededGenerator("bestOfFew(\(longest))")
    let scratchArena = FlatArena()
    var sparse = 0
    for _ in Rounds.of(20) {
      let sample = try Sample(
        sections: 3000 + random.below(12_000), longest: longest, isSparse: true, &random)
      let scratch = SearchScratch()
      for _ in 0..<6 {
        let search = Search(longest: longest, &random)
        // What nobody reads is in none that follow, be they of few sections or of many.
        if random.once(in: 3) {
          _ = try AddedList(sample.infos(), sample.live, scratch)
        } else if random.once(in: 3) {
          try scratch.occurrenceSums(sample.live.segment).add(
            sample.infos(), sample.live, scratchArena)
        }
        let list = try AddedList(sample.infos(), sample.live, scratch)
        if case .sparse = list { sparse += 1 }
        #expect(list.count == sample.expected.count)
        var top = TopK(search.count, floor: search.floor)
        try list.takeBest(into: &top, search.model, search.weight, sample.live, scratch)
        #expect(top.sorted() == sample.best(search))
      }
    }
    #expect(sparse > 0, "no list was sparse")
    withExtendedLifetime(scratchArena) {}
  }

  @Test("lists of too many sections are not taken for sparse")
  func dense() throws {
    var random = SeededGenerator("dense")
    for _ in 0..<10 {
      let sample = try Sample(sections: 5000, longest: 20, &random)
      let room = try SearchScratch().sparseOccurrences(sample.live.segment)
      #expect(room.hasRoom(for: sample.postings) == (sample.postings <= 5120 / 32))
    }
  }
}

extension SeededGenerator {
  /// A list of one in so many sections, with one occurrence each, a few, or hundreds.
  fileprivate mutating func list(of sections: Int, oneIn shares: [Int]) -> PlainList {
    let share = shares[below(shares.count)]
    let often = [0, 0, 3, 40][below(4)]
    var list = PlainList()
    for section in 0..<UInt32(sections) where once(in: share) || section == 0 {
      list.sections.append(section)
      var count = 1
      if often > 0, once(in: often) { count += once(in: 4) ? below(600) : below(5) }
      list.positions.append([UInt32](repeating: 0, count: count))
    }
    return list
  }
}
