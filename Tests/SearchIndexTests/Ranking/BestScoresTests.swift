import TestSupport
import Testing

@testable import SearchIndex

@Suite("Best scores of groups")
struct BestScoresTests {
  @Test("what is needed is the last of the best, of each group the best")
  func needed() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let capacity = 1 + random.below(6)
      var best = BestScores(capacity: capacity)
      var groups: [UInt64: Double] = [:]
      for number in 0..<random.below(30) {
        let score = Double(random.below(20))
        let group = UInt64(random.once(in: 2) ? 0 : 1 + random.below(5))
        best.insert(score, group: group)
        let key = group == 0 ? UInt64(1000 + number) : group
        groups[key] = max(groups[key] ?? -1, score)
        let sorted = groups.values.sorted(by: >)
        #expect(best.needed == (sorted.count < capacity ? -1 : sorted[capacity - 1]))
      }
    }
  }
}
