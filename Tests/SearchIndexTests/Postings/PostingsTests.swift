import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Postings")
struct PostingsTests {
  static let sizes = [1, 2, 3, 127, 128, 129, 255, 256, 257, 640, 5000]
  private let arena = FlatArena()

  private func sample(_ random: inout SeededGenerator) throws -> ListSegment {
    let lengths = (0..<20_000).map { _ in UInt32(1 + random.below(500)) }
    let lists = Self.sizes.flatMap { size in
      [true, false].map { random.list(size, below: lengths.count, dense: $0) }
    }
    return try ListSegment(lists, lengths: lengths)
  }

  @Test("a list is read back: sections, frequencies, positions")
  func reading() throws {
    var random = SeededGenerator()
    let sample = try sample(&random)
    var reader = PostingsReader(sample.segment)
    for (number, list) in sample.lists.enumerated() {
      let info = try sample.info(number)
      #expect(info.sections == list.sections.count)
      #expect(info.occurrences == list.positions.reduce(0) { $0 + $1.count })
      try reader.open(info)
      for (section, positions) in zip(list.sections, list.positions) {
        guard try reader.next() else {
          Issue.record("list \(number) ends before section \(section)")
          break
        }
        #expect(reader.section == section)
        #expect((0..<reader.frequency).map { reader.position($0) } == positions)
      }
      #expect(try !reader.next())
    }
  }

  @Test("next and advance in any mixture agree with plain arrays")
  func interleaved() throws {
    var random = SeededGenerator()
    let sample = try sample(&random)
    for (number, list) in sample.lists.enumerated() {
      for _ in 0..<8 {
        var cursor = try PostingsCursor(sample.segment, sample.info(number), arena: arena)
        var positions = try PositionsCursor(
          sample.segment, sample.info(number), arena: arena)
        // The place in the arrays; -1 before the list, the count behind it.
        var place = -1
        for _ in 0..<40 {
          if random.once(in: 3) {
            cursor.next()
            place = min(place + 1, list.sections.count)
          } else {
            let step = random.below(random.once(in: 3) ? 4000 : 40)
            let target = UInt32(
              random.once(in: 5) ? random.below(20_100) : Int(cursor.section) % 20_000 + step)
            cursor.advance(to: target)
            place = max(place, 0)
            while place < list.sections.count, list.sections[place] < target { place += 1 }
          }
          guard place < list.sections.count else {
            #expect(cursor.section == PostingsCursor.noMoreSections)
            break
          }
          #expect(cursor.section == list.sections[place])
          #expect(Int(cursor.frequency) == list.positions[place].count)
          if random.once(in: 4) {
            let isRead = positions.read(&cursor, arena)
            #expect(isRead)
            let values = (0..<positions.count).map { positions.values[$0] }
            #expect(values == list.positions[place])
          }
        }
        #expect(!cursor.isDamaged)
      }
    }
  }

  @Test("behind the end a cursor stays", arguments: [0, 1])
  func end(first: Int) throws {
    var random = SeededGenerator("end(\(first))")
    let sample = try sample(&random)
    for number in sample.lists.indices {
      var cursor = try PostingsCursor(
        sample.segment, sample.info(number), arena: arena, reopens: true)
      // Straight to a section behind the last, or after a first step.
      if first > 0 { cursor.next() }
      let last = try #require(sample.lists[number].sections.last)
      cursor.advance(to: last + 1)
      #expect(cursor.section == PostingsCursor.noMoreSections)
      cursor.next()
      cursor.advance(to: 5)
      #expect(cursor.section == PostingsCursor.noMoreSections)
      try cursor.reopen(sample.segment, sample.info(number))
      cursor.advance(to: last)
      #expect(cursor.section == last)
    }
  }

  @Test("a list is walked again, from wherever its cursor has got to")
  func again() throws {
    var random = SeededGenerator()
    let sample = try sample(&random)
    for (number, list) in sample.lists.enumerated() {
      var cursor = try PostingsCursor(sample.segment, sample.info(number), arena: arena)
      var positions = try PositionsCursor(sample.segment, sample.info(number), arena: arena)
      for _ in 0..<30 {
        let target = random.below(random.once(in: 4) ? 20_100 : Int(list.sections.last ?? 0) + 2)
        cursor.restart()
        cursor.advance(to: UInt32(target))
        var place = list.sections.firstIndex { $0 >= target } ?? list.sections.count
        for _ in 0..<random.below(4) {
          cursor.next()
          place = min(place + 1, list.sections.count)
        }
        guard place < list.sections.count else {
          #expect(cursor.section == PostingsCursor.noMoreSections)
          continue
        }
        #expect(cursor.section == list.sections[place])
        if random.once(in: 2) { continue }
        #expect(Int(cursor.frequency) == list.positions[place].count)
        let isRead = positions.read(&cursor, arena)
        #expect(isRead)
        #expect((0..<positions.count).map { positions.values[$0] } == list.positions[place])
      }
      #expect(!cursor.isDamaged)
    }
  }

  @Test("maxima bound every posting of their block, and of the list")
  func maxima() throws {
    var random = SeededGenerator()
    let sample = try sample(&random)
    for (number, list) in sample.lists.enumerated() {
      var cursor = try PostingsCursor(sample.segment, sample.info(number), arena: arena)
      let whole = cursor.listMaxima()
      let norms = try #require(sample.segment.norm)
      var least: [Int: Float] = [:]
      for (place, section) in list.sections.enumerated() {
        let frequency = UInt32(list.positions[place].count)
        let length = sample.lengths[Int(section)]
        let norm = norms(frequency, length)
        #expect(frequency <= whole.frequency && length >= whole.length && norm >= whole.norm)
        guard cursor.blockCount > 1 else { continue }
        let block = cursor.maxima(ofBlock: place / 128)
        #expect(frequency <= block.frequency && length >= block.length && norm >= block.norm)
        least[place / 128] = min(least[place / 128, default: .infinity], norm)
        #expect(cursor.end(ofBlock: place / 128) >= section)
      }
      // The norm is that of the block's best section, but for what its code leaves off.
      for (block, norm) in least {
        #expect(cursor.maxima(ofBlock: block).norm >= norm * (1 - 0x1p-9))
      }
      // Asking for the maxima moves nothing.
      cursor.next()
      #expect(cursor.section == list.sections[0])
    }
  }

  @Test("frequencies beyond sixteen bits", arguments: [1, 2, 128, 200])
  func frequencies(size: Int) throws {
    var random = SeededGenerator("frequencies(\(size))")
    var list = random.list(size, below: 1000, dense: true)
    let counts = [65_534, 65_535, 65_536, 100_000]
    let place = random.below(list.sections.count)
    let count = counts[random.below(counts.count)]
    list.positions[place] = (0..<UInt32(count)).map { $0 / 3 }
    let sample = try ListSegment([list], lengths: [UInt32](repeating: 9, count: 1000))
    var reader = PostingsReader(sample.segment)
    try reader.open(sample.info(0))
    for positions in list.positions {
      #expect(try reader.next())
      #expect((0..<reader.frequency).map { reader.position($0) } == positions)
    }
    var cursor = try PostingsCursor(sample.segment, sample.info(0), arena: arena)
    #expect(cursor.listMaxima().frequency >= UInt32(count))
    if cursor.blockCount > 1 {
      #expect(cursor.maxima(ofBlock: place / 128).frequency >= UInt32(count))
    }
  }
}
