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

  /// Whether these postings are known, whose sections have their numbers.
  private func areKnown(_ numbers: Range<Int>, of recent: RecentPostings) -> Bool {
    var next = numbers.lowerBound
    recent.forEach(numbers) { section, frequency in
      if Int(section) == next, frequency == section % 7 + 1 { next += 1 }
    }
    return next == numbers.upperBound
  }

  @Test("as many as are promised are known, over the end of the ring and before a long list")
  func ring() {
    let recent = RecentPostings(arena)
    let longest = RecentPostings.longest
    // Odd sizes, so that blocks lie across the end.
    var total = 0
    for size in [1, longest * 3 / 5, 77, longest - 5, 131, longest / 5 + 3] {
      add(size, from: total, to: recent)
      total += size
      #expect(recent.count == total)
      #expect(areKnown(max(0, total - longest)..<total, of: recent))
    }
    // Of a list that is too long, all before it stays.
    add(3 * longest, from: 0, to: recent)
    #expect(areKnown(total - longest..<total, of: recent))
    #expect(recent.count == total + 3 * longest)
    recent.restart()
    add(1000, from: 0, to: recent)
    #expect(recent.count == 1000 && areKnown(0..<1000, of: recent))
    withExtendedLifetime(arena) {}
  }
}
