import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Sections of a batch in a block")
struct BlockIntersectionTests {
  private let arena = FlatArena()

  @Test("found by table or by search, whatever the block reaches over")
  func matches() throws {
    var random = SeededGenerator()
    let intersection = BlockIntersection(arena)
    for _ in Rounds.of(80) {
      let reach = [130, 600, 4000, 4300, 20_000][random.below(5)]
      let count = 1 + random.below(128)
      let start = random.below(5000)
      let block = Set((0..<count).map { _ in UInt32(start + random.below(reach)) }).sorted()
      let list = PlainList(sections: block, positions: block.map { _ in [0] })
      let segment = try ListSegment(
        [list], lengths: [UInt32](repeating: 1, count: start + reach))
      var cursor = try PostingsCursor(segment.segment, segment.info(0), arena: arena)
      cursor.move(toBlock: 0)

      var wanted = Set((0..<1 + random.below(128)).map { _ in UInt32(random.below(start + reach)) })
      if random.once(in: 2) { wanted.formUnion(block.prefix(128 - wanted.count)) }
      var batch = CandidateBatch(arena)
      for section in wanted.sorted() {
        batch.sections[batch.count] = section
        batch.lengths[batch.count] = Float(section)
        batch.bounds[batch.count] = Float(section) / 2
        batch.count += 1
      }
      let first = random.below(batch.count)
      let expected = (first..<batch.count).map { batch.sections[$0] }.filter(block.contains)
      let end = intersection.match(first..<batch.count, of: batch, cursor, kept: 0)
      #expect((0..<end).map { batch.sections[$0] } == expected)
      for place in 0..<end {
        let section = batch.sections[place]
        #expect(block[Int(batch.frequencies[place])] == section)
        #expect(batch.lengths[place] == Float(section))
        #expect(batch.bounds[place] == Float(section) / 2)
      }
      withExtendedLifetime(segment) {}
    }
  }

  @Test("the place of a section in a block of any size")
  func places() throws {
    var random = SeededGenerator()
    for size in Array(1...40) + [63, 64, 65, 127, 128] {
      let sections = Set((0..<size).map { UInt32($0 * 3 + random.below(3)) }).sorted()
      let list = PlainList(sections: sections, positions: sections.map { _ in [0] })
      let segment = try ListSegment([list], lengths: [UInt32](repeating: 1, count: size * 3))
      var cursor = try PostingsCursor(segment.segment, segment.info(0), arena: arena)
      cursor.move(toBlock: 0)
      for target in 0..<UInt32(size * 3 + 2) {
        let expected = sections.firstIndex { $0 >= target } ?? sections.count - 1
        #expect(cursor.place(of: target) == expected)
      }
      withExtendedLifetime(segment) {}
    }
  }

  @Test("only what is above the threshold is kept, in order")
  func keeps() {
    var random = SeededGenerator()
    for _ in Rounds.of(200) {
      var batch = CandidateBatch(arena)
      batch.count = random.below(129)
      for place in 0..<batch.count {
        batch.sections[place] = UInt32(place)
        batch.lengths[place] = Float(place)
        batch.bounds[place] = Float(random.below(4))
      }
      let expected = (0..<batch.count).filter { batch.bounds[$0] > 1 }
      batch.keep(above: 1)
      #expect((0..<batch.count).map { Int(batch.sections[$0]) } == expected)
      for place in 0..<batch.count {
        #expect(batch.lengths[place] == Float(batch.sections[place]))
        #expect(batch.bounds[place] > 1)
      }
    }
  }
}
