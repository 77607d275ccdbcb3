import TestSupport
import Testing

@testable import SearchIndex

@Suite struct LinkNumbersTests {
  @Test func numbersStayWithTheirHashes() {
    var generator = SeededGenerator()
    for capacity in [0, 1, 8, 9, 500] {
      var numbers = LinkNumbers(capacity: capacity)
      var known: [UInt64: Int] = [:]
      // Hashes that share their low bits stand side by side.
      let hashes = (0..<capacity).map { _ in UInt64(1 + generator.below(40)) << 40 | 7 }
      for (number, hash) in (hashes + hashes).enumerated() {
        let expected = known[hash] ?? number
        known[hash] = expected
        #expect(numbers.insert(hash, number) == expected)
      }
    }
  }
}
