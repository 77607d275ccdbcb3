import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("The postings written last")
struct RecentPostingsTests {
  private let arena = FlatArena()

  /// Adds a list of postings whose sections count on from `first`, in blocks.
  private func add(_ count: Int, from first: Int, to recent: RecentPostings) {
    let sections: FlatBuffer<UInt32> = arena.buffer(count: 128)
    let frequencies: FlatBuffer<UInt32> = arena.buffer(count: 128)
    var done = 0
    while done < count {
      let size = min(128, count - done)
      for place in 0..<size {
        sections[place] = UInt32(first + done + place)
        frequencies[place] = UInt32((first + done + place) % 7 + 1)
      }
      recent.append(sections, frequencies, count: size)
      done += size
    }
    recent.endList()
  }

  private func sections(_ numbers: Range<Int>, of recent: RecentPostings) -> [UInt32] {
    var result: [UInt32] = []
    recent.forEach(numbers) { section, frequency in
      if frequency == section % 7 + 1 { result.append(section) }
    }
    return result
  }

  @Test("as many as are promised are known, over the end of the ring and before a long list")
  func ring() {
    let recent = RecentPostings(arena)
    // Odd sizes, so that blocks lie across the end.
    var total = 0
    for size in [1, 300_001, 77, RecentPostings.longest - 5, 131, 99_999] {
      add(size, from: total, to: recent)
      total += size
      #expect(recent.count == total)
      let known = max(0, total - RecentPostings.longest)..<total
      #expect(sections(known, of: recent) == known.map(UInt32.init))
    }
    // Of a list that is too long, all before it stays.
    add(3 * RecentPostings.longest, from: 0, to: recent)
    let before = total - RecentPostings.longest..<total
    #expect(sections(before, of: recent) == before.map(UInt32.init))
    #expect(recent.count == total + 3 * RecentPostings.longest)
    withExtendedLifetime(arena) {}
  }
}
