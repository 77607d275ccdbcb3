import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Lists merged into one")
struct MergedListTests {
  @Test("sums of small and large frequencies, again and again in the same memory")
  func sums() throws {
    var random = SeededGenerator()
    let arena = FlatArena()
    let all = 1000
    let sums = OccurrenceSums(sections: all, arena)
    for round in 0..<12 {
      var expected: [UInt32: UInt32] = [:]
      let lists = (0..<1 + random.below(6)).map { _ in
        let sections = Set((0..<1 + random.below(300)).map { _ in UInt32(random.below(all)) })
        var list = PlainList(sections: sections.sorted())
        list.positions = list.sections.map { _ in
          // More than a byte holds, now and then.
          [UInt32](repeating: 0, count: random.once(in: 30) ? 200 + random.below(400) : 1)
        }
        return list
      }
      let segment = try ListSegment(lists, lengths: [UInt32](repeating: 1, count: all))
      for (number, list) in lists.enumerated() {
        var cursor = try PostingsCursor(segment.segment, segment.info(number), arena: arena)
        for block in 0..<cursor.blockCount {
          cursor.move(toBlock: block)
          cursor.decodeFrequencies()
          sums.add(cursor)
        }
        for (section, positions) in zip(list.sections, list.positions) {
          expected[section, default: 0] += UInt32(positions.count)
        }
      }
      withExtendedLifetime(segment) {}
      if round % 4 == 3 {
        // What is forgotten is not in the next sums.
        sums.forget()
        continue
      }
      let sections: FlatBuffer<UInt32> = arena.buffer(count: all)
      let frequencies: FlatBuffer<UInt32> = arena.buffer(count: all)
      let count = sums.drain(into: sections, frequencies)
      #expect((0..<count).map { sections[$0] } == expected.keys.sorted())
      for place in 0..<count { #expect(frequencies[place] == expected[sections[place]]) }
    }
    withExtendedLifetime(arena) {}
  }

  @Test("the words in most sections, the earlier ones where they are in as many")
  func mostFrequent() {
    var random = SeededGenerator()
    for _ in 0..<40 {
      let widest = [3, 100, 5000, 20_000][random.below(4)]
      let infos = (0..<1 + random.below(200)).map { number in
        var info = TermInfo()
        info.sections = 1 + random.below(widest)
        info.offset = number
        return info
      }
      let limit = 1 + random.below(infos.count)
      let expected = infos.sorted { ($1.sections, $0.offset) < ($0.sections, $1.offset) }
      let found = TermExpander.mostFrequent(infos, limit: limit)
      #expect(Set(found.map(\.offset)) == Set(expected.prefix(limit).map(\.offset)))
      #expect(found.count == limit)
    }
  }
}
