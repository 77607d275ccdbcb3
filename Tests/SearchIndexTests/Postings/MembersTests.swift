import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

/// Sections looked up in a list all at once, and what is read by their numbers in it.
@Suite("Sections looked up in a list")
struct MembersTests {
  private let arena = FlatArena()

  private func sample(_ random: inout SeededGenerator) throws -> ListSegment {
    let lengths = (0..<20_000).map { _ in UInt32(1 + random.below(500)) }
    let lists = [1, 2, 9, 40, 127, 128, 129, 640, 5000].flatMap { size in
      [true, false].map { random.list(size, below: lengths.count, dense: $0) }
    }
    return try ListSegment(lists, lengths: lengths)
  }

  /// Up to 64 sections, many of them the list's, in order, and the end.
  private func wanted(
    _ list: PlainList, _ random: inout SeededGenerator
  ) -> FlatBuffer<UInt32> {
    var sections: Set<UInt32> = []
    for _ in 0...random.below(64) {
      let member = list.sections[random.below(list.sections.count)]
      let other = random.once(in: 2) ? Int(member) + 1 : random.below(20_000)
      sections.insert(random.once(in: 2) ? member : UInt32(min(other, 19_999)))
    }
    let buffer: FlatBuffer<UInt32> = arena.buffer(count: sections.count + 1)
    for (slot, section) in sections.sorted().enumerated() { buffer[slot] = section }
    buffer[sections.count] = PostingsCursor.noMoreSections
    return buffer
  }

  @Test("wherever a cursor stands, it finds which sections its list has, and where")
  func members() throws {
    var random = SeededGenerator()
    let sample = try sample(&random)
    for (number, list) in sample.lists.enumerated() {
      var cursor = try PostingsCursor(sample.segment, sample.info(number), arena: arena)
      for _ in 0..<20 {
        if random.once(in: 2) { cursor.advance(to: UInt32(random.below(20_100))) }
        let wanted = wanted(list, &random)
        let asked = random.next() & (.max >> UInt64(65 - wanted.count))
        let ordinals = arena.buffer(of: UInt32.max, count: wanted.count)
        let found = cursor.members(wanted, asked: asked, ordinals: ordinals)
        for slot in 0..<wanted.count - 1 {
          let place = list.sections.firstIndex(of: wanted[slot])
          let isAsked = asked >> UInt64(slot) & 1 == 1
          #expect((found >> UInt64(slot) & 1 == 1) == (isAsked && place != nil))
          if isAsked, let place { #expect(ordinals[slot] == UInt32(place)) }
        }
        cursor.restart()
        if random.once(in: 3) {
          cursor.advance(to: list.sections[0])
          #expect(cursor.section == list.sections[0])
        }
      }
      #expect(!cursor.isDamaged)
    }
  }

  @Test("positions are read by the number of their section, in any order")
  func positions() throws {
    var random = SeededGenerator()
    let sample = try sample(&random)
    for (number, list) in sample.lists.enumerated() {
      let info = try sample.info(number)
      var cursor = try PostingsCursor(sample.segment, info, arena: arena)
      var positions = try PositionsCursor(sample.segment, info, arena: arena)
      for _ in 0..<60 {
        let place = random.below(list.sections.count)
        if random.once(in: 4) { cursor.restart() }
        if random.once(in: 3) { cursor.advance(to: UInt32(random.below(20_100))) }
        if random.once(in: 2) {
          let first = positions.first(place, of: &cursor)
          #expect(first == list.positions[place].first)
        } else {
          let isRead = positions.read(place, of: &cursor, arena)
          #expect(isRead)
          #expect((0..<positions.count).map { positions.values[$0] } == list.positions[place])
        }
      }
      #expect(!cursor.isDamaged)
      let outside = positions.first(list.sections.count + 128, of: &cursor)
      #expect(outside == nil)
    }
  }
}
