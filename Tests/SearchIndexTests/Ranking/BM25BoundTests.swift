import TestSupport
import Testing

@testable import SearchIndex

@Suite("Bounds of scores")
struct BM25BoundTests {
  @Test("no section with fewer occurrences, or more tokens, scores more")
  func bounds() {
    var random = SeededGenerator()
    for _ in Rounds.of(2000) {
      let weight = Float(1 + random.below(1 << 20)) / Float(1 << random.below(24))
      let model = BM25(
        k1: Double(random.below(40)) / 10, b: Double(random.below(11)) / 10,
        averageLength: Double(1 + random.below(2000)), limit: weight * Float(1 + random.below(20)))
      let length = UInt32(random.below(random.once(in: 2) ? 8 : 5000))
      let frequency = UInt32(1 + random.below(random.once(in: 2) ? 4 : 400))
      let bound = model.bound(weight, frequency: frequency, length: length)
      for _ in 0..<100 {
        let fewer = max(1, frequency - UInt32(random.below(2)))
        let other = 1 + UInt32(random.below(Int(fewer)))
        let longer = length + UInt32(random.below(random.once(in: 2) ? 2 : 3000))
        for count in [fewer, other] {
          let score = model.score(weight, frequency: Float(count), length: Float(longer))
          #expect(score <= bound)
        }
      }
    }
  }

  @Test("usual bounds are scores")
  func tight() {
    let model = BM25(k1: 1.2, b: 0.75, averageLength: 100, limit: 20)
    for frequency: UInt32 in [1, 2, 7, 255] {
      let score = model.score(3, frequency: Float(frequency), length: 40)
      #expect(model.bound(3, frequency: frequency, length: 40) == score)
      #expect(model.bound(3, frequency: .max, length: 40) > score)
    }
  }
}
