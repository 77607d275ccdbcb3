import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Sections that hold some terms, one of others, and none of others still")
struct ConjunctionClauseTests {
  /// Lists over one segment and what is asked of them.
  private struct Sample {
    let segment: ListSegment
    let weights: [Float]
    let model: BM25
    /// By number of the list: every section is in the first, perhaps in others; some must not be.
    let present: Set<Int>
    let absent: Set<Int>
    let clauses: [Set<Int>]
    /// Lists that give marks; of the clauses' lists the others are looked at last.
    let marked: [Int]

    init(_ random: inout SeededGenerator) throws {
      // Around the ends of blocks, and beyond.
      let sizes = [1, 20, 127, 128, 129, 255, 256, 257, 1000, 2600]
      let sections = sizes[random.below(sizes.count)]
      let longest = random.once(in: 2) ? 6 : 1000
      let lengths = (0..<sections).map { _ in UInt32(1 + random.below(longest)) }
      var lists: [PlainList] = []
      for _ in 0..<2 + random.below(7) {
        let share = [1, 1, 2, 3, 10, 60][random.below(6)]
        let runs = random.once(in: 3)
        var list = PlainList()
        for section in 0..<UInt32(sections) {
          let isIn = runs ? Int(section) / 200 % share == 0 : random.once(in: share)
          guard isIn || (section == 0 && list.sections.isEmpty) else { continue }
          list.sections.append(section)
          let count = random.once(in: 20) ? 1 + random.below(6) : 1
          list.positions.append((0..<UInt32(count)).map { $0 })
        }
        lists.append(list)
      }
      segment = try ListSegment(lists, lengths: lengths)
      weights = lists.map { _ in
        random.once(in: 5) ? 0 : random.once(in: 5) ? 1e-9 : Float(1 + random.below(5))
      }
      model = BM25(
        k1: random.once(in: 4) ? 0 : 1.2, b: random.once(in: 4) ? 1 : 0.75,
        averageLength: Double(longest) / 2, limit: max(1, weights.reduce(0, +)))
      let numbers = Array(1..<lists.count)
      absent = random.once(in: 2) ? [numbers[random.below(numbers.count)]] : []
      var present: Set = [0]
      var clauses: [Set<Int>] = []
      for number in numbers where !absent.contains(number) {
        switch random.below(4) {
        case 0: present.insert(number)
        case 1 where !clauses.isEmpty: clauses[clauses.count - 1].insert(number)
        default:
          let pair: Set = [number, numbers[random.below(numbers.count)]]
          clauses.append(pair.subtracting(absent))
        }
      }
      self.present = present
      self.clauses = clauses
      marked = Set(clauses.flatMap { $0 }).subtracting(present).sorted()
        .filter { _ in !random.once(in: 3) }
    }

    private func mark(_ number: Int) -> UInt32 {
      marked.firstIndex(of: number).map { 1 << UInt32($0) } ?? 0
    }

    private func cursor(_ number: Int, _ scratch: SearchScratch) throws -> PostingsCursor {
      try PostingsCursor(segment.segment, segment.info(number), arena: scratch.arena)
    }

    /// What the index says.
    func conjunction(_ scratch: SearchScratch) throws -> Conjunction {
      scratch.arena.reset()
      let lists = try (present.sorted() + marked).map { number in
        ConjunctionList(
          try cursor(number, scratch), weight: weights[number], model, shortest: 1,
          mark: mark(number))
      }
      let clauses = try clauses.map { clause in
        ConjunctionClause(
          marks: clause.reduce(0) { $0 | mark($1) },
          try clause.sorted().filter { mark($0) == 0 }.map { try cursor($0, scratch) },
          scratch.arena)
      }
      let absent = try absent.map { try cursor($0, scratch) }
      return try Conjunction(
        lists, clauses: clauses, absent: absent, segment.segment, model, extra: 0, scratch)
    }

    /// What a plain scan says; scores are of the lists that are present or give marks.
    func expected() -> [FoundSection] {
      let holds = segment.lists.map { Set($0.sections) }
      return (0..<UInt32(segment.lengths.count)).compactMap { section in
        let isIn = { (number: Int) in holds[number].contains(section) }
        guard present.allSatisfy(isIn), !absent.contains(where: isIn),
          clauses.allSatisfy({ $0.contains(where: isIn) })
        else { return nil }
        var found = FoundSection(section: .init(section: section, score: 0), marks: 0)
        for number in present.sorted() + marked where isIn(number) {
          found.section.score += score(number, section)
          found.marks |= mark(number)
        }
        return found
      }
    }

    private func score(_ number: Int, _ section: UInt32) -> Float {
      let list = segment.lists[number]
      let place = list.sections.firstIndex(of: section) ?? 0
      return model.score(
        weights[number], frequency: Float(list.positions[place].count),
        length: Float(segment.lengths[Int(section)]))
    }
  }

  @Test("all of them, with exact scores and marks")
  func all() throws {
    var random = SeededGenerator()
    let scratch = SearchScratch()
    for _ in Rounds.of(60) {
      let sample = try Sample(&random)
      var conjunction = try sample.conjunction(scratch)
      let found = try conjunction.findAll()
      let expected = sample.expected()
      let differs = zip(found, expected).first { $0 != $1 }
      #expect(differs == nil)
      #expect(found.count == expected.count)
      #expect(expected.allSatisfy { $0.section.score <= conjunction.bound })
      #expect(!conjunction.isDamaged)
    }
    withExtendedLifetime(scratch) {}
  }

  @Test("the best, with a threshold that rises")
  func best() throws {
    var random = SeededGenerator()
    let scratch = SearchScratch()
    for _ in Rounds.of(60) {
      let sample = try Sample(&random)
      var conjunction = try sample.conjunction(scratch)
      let wanted = 1 + random.below(30)
      let expected = sample.expected().map(\.section).sorted { $1.isWorse(than: $0) }
      let isSame = try conjunction.findBest(wanted) == Array(expected.prefix(wanted))
      #expect(isSame, "\(wanted) of \(expected.count)")
    }
    withExtendedLifetime(scratch) {}
  }
}
