import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Blocks that have bits for gaps")
struct SectionBitsTests {
  private let arena = FlatArena()

  /// How far it is from a section to the next one.
  private enum Spread: CaseIterable {
    /// Always the next one.
    case neighbours
    /// Mostly the next one: gaps are as wide as the few large ones.
    case clustered
    case even
    case far

    func gap(_ random: inout SeededGenerator) -> UInt32 {
      switch self {
      case .neighbours: 0
      case .clustered: random.once(in: 12) ? UInt32(random.below(8)) : 0
      case .even: UInt32(random.below(3))
      case .far: UInt32(random.below(40))
      }
    }
  }

  /// Sections of some blocks, the first of which has bits.
  private func list(_ random: inout SeededGenerator) -> PlainList {
    var list = PlainList()
    var next: UInt32 = UInt32(random.below(3))
    for block in 0..<3 + random.below(6) {
      let spread = block == 0 ? .clustered : Spread.allCases[random.below(Spread.allCases.count)]
      for _ in 0..<128 {
        list.sections.append(next)
        list.positions.append((0...(random.once(in: 9) ? random.below(4) : 0)).map { UInt32($0) })
        next += 1 + spread.gap(&random)
      }
    }
    let count = list.sections.count - random.below(128)
    list.sections.removeLast(list.sections.count - count)
    list.positions.removeLast(list.positions.count - count)
    return list
  }

  private func segment(_ list: PlainList) throws -> ListSegment {
    let count = Int(list.sections.last ?? 0) + 200
    return try ListSegment([list], lengths: [UInt32](repeating: 1, count: count))
  }

  @Test("members are found among other moves, dense or not")
  func members() throws {
    var random = SeededGenerator()
    for _ in Rounds.of(40) {
      let list = list(&random)
      let sample = try segment(list)
      var cursor = try PostingsCursor(sample.segment, sample.info(0), arena: arena)
      #expect(cursor.place(ofMember: list.sections[1]) == 1 && !cursor.isListed)
      var target = list.sections[1]
      while target < sample.lengths.count {
        let isMember = list.sections.contains(target)
        if random.once(in: 4) {
          cursor.advance(to: target)
          let place = list.sections.firstIndex { $0 >= target }
          #expect(
            cursor.section == place.map { list.sections[$0] } ?? PostingsCursor.noMoreSections)
          if let place { #expect(Int(cursor.frequency) == list.positions[place].count) }
          if random.once(in: 2), let place, place + 1 < list.sections.count {
            cursor.next()
            #expect(cursor.section == list.sections[place + 1])
            target = max(target, cursor.section)
          }
        } else {
          let found = cursor.place(ofMember: target)
          #expect((found != nil) == isMember, "section \(target)")
          cursor.decodeFrequencies()
          if let found, let place = list.sections.firstIndex(of: target) {
            #expect(found == place % 128)
            #expect(Int(cursor.frequencies[found]) + 1 == list.positions[place].count)
          }
        }
        target += UInt32(1 + random.below([3, 30, 300][random.below(3)]))
      }
      #expect(!cursor.isDamaged)
      withExtendedLifetime(sample) {}
    }
  }

  @Test("sections of a batch are found in a block that is not listed")
  func batch() throws {
    var random = SeededGenerator()
    let intersection = BlockIntersection(arena)
    for round in Rounds.of(60) {
      let list = list(&random)
      let sample = try segment(list)
      var cursor = try PostingsCursor(sample.segment, sample.info(0), arena: arena)
      let number = round == 0 ? 0 : random.below(cursor.blockCount)
      let block = Array(list.sections.dropFirst(number * 128).prefix(128))
      let before = number == 0 ? 0 : list.sections[number * 128 - 1] + 1
      cursor.open(block: number)
      #expect(number > 0 || !cursor.isListed)
      var batch = CandidateBatch(arena)
      for section in before...block[block.count - 1] where random.once(in: 3) && batch.count < 128 {
        batch.sections[batch.count] = section
        batch.count += 1
      }
      let asked = (0..<batch.count).map { batch.sections[$0] }
      intersection.find(0..<batch.count, of: batch, cursor)
      for (place, section) in asked.enumerated() {
        let expected = block.firstIndex(of: section).map { UInt32($0) }
        #expect(batch.frequencies[place] == expected ?? CandidateBatch.missing)
      }
      let end = intersection.match(0..<batch.count, of: batch, cursor, kept: 0)
      #expect((0..<end).map { batch.sections[$0] } == asked.filter(block.contains))
      for place in 0..<end {
        #expect(block[Int(batch.frequencies[place])] == batch.sections[place])
      }
      withExtendedLifetime(sample) {}
    }
  }

  @Test("bits take no more room than gaps")
  func size() throws {
    var random = SeededGenerator()
    for _ in Rounds.of(20) {
      let list = list(&random)
      let sample = try segment(list)
      let cursor = try PostingsCursor(sample.segment, sample.info(0), arena: arena)
      var first: UInt32 = 0
      for number in 0..<list.sections.count / 128 {
        let block = list.sections[number * 128..<number * 128 + 128]
        let gaps = zip(block, [first] + block.map { $0 + 1 }).map { $0 - $1 }
        let bits = BitPacking.width(gaps.max() ?? 0)
        let words = (Int(block.last ?? 0) - Int(first)) / 64 + 1
        let entry = SkipEntry(cursor, number)
        #expect(entry.first == first)
        #expect(entry.docBits == (bits > 0 && words <= 2 * bits ? 128 | words : bits))
        #expect(entry.isDense == (bits == 0 || words <= 2 * bits))
        first = (block.last ?? 0) + 1
      }
      withExtendedLifetime(sample) {}
    }
  }

  @Test("bits that are not those of a block are not opened")
  func damage() {
    var random = SeededGenerator()
    let last = UInt32(255)
    var good = [UInt8](repeating: 0xAA, count: 32) + [UInt8](repeating: 0, count: 8)
    let entry = SkipEntry(
      first: 0, last: last, start: 0, end: 32, docBits: 128 | 4, frequencyCode: 0)
    var bits = SectionBits(arena)
    #expect(good.withByteView { bits.open($0, entry) })
    for _ in Rounds.of(40) {
      let place = random.below(32)
      let bit = UInt8(1) << UInt8(random.below(8))
      good[place] ^= bit
      #expect(!good.withByteView { bits.open($0, entry) })
      good[place] ^= bit
    }
    // Another end, more words than it takes, and fewer.
    for other in [
      SkipEntry(first: 0, last: 254, start: 0, end: 32, docBits: 132, frequencyCode: 0),
      SkipEntry(first: 0, last: 256, start: 0, end: 32, docBits: 132, frequencyCode: 0),
      SkipEntry(first: 0, last: 255, start: 0, end: 40, docBits: 133, frequencyCode: 0),
      SkipEntry(first: 0, last: 255, start: 0, end: 24, docBits: 131, frequencyCode: 0),
      SkipEntry(first: 300, last: 255, start: 0, end: 32, docBits: 132, frequencyCode: 0),
      SkipEntry(first: 0, last: 128, start: 0, end: 0, docBits: 0, frequencyCode: 0),
    ] { #expect(!good.withByteView { bits.open($0, other) }) }
  }
}
