import IndexBytes
import TestSupport
import Testing

@Suite("Prefix sums")
struct PrefixSumTests {
  private let arena = FlatArena()

  private func sums(_ gaps: [UInt32], from start: UInt32) -> [UInt32] {
    let buffer = arena.buffer(of: UInt32(0), count: (gaps.count + 3) / 4 * 4)
    for (index, gap) in gaps.enumerated() { buffer[index] = gap }
    BitPacking.prefixSum(buffer, count: gaps.count, from: start)
    return gaps.indices.map { buffer[$0] }
  }

  @Test("gaps less one add up behind the start, for every count to 128")
  func counts() {
    var random = SeededGenerator()
    for count in 0...128 {
      let gaps = (0..<count).map { _ in UInt32(random.below(1000)) }
      let start = UInt32(random.below(1 << 20))
      var expected: [UInt32] = []
      var last = start
      for gap in gaps {
        last += gap + 1
        expected.append(last)
      }
      #expect(sums(gaps, from: start) == expected, "\(count) values")
    }
  }

  @Test("a start of -1 makes the first value its own gap")
  func minusOne() {
    #expect(sums([0, 0, 4, 0, 1], from: .max) == [0, 1, 6, 7, 9])
    #expect(sums([17], from: .max) == [17])
    #expect(sums([], from: .max) == [])
  }
}
