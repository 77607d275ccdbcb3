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

  @Test("the norm of a block's best section bounds all, whatever b and the average are")
  func norms() {
    var random = SeededGenerator()
    for _ in Rounds.of(1000) {
      let (sections, tokens) = (1 + random.below(1 << 20), random.below(1 << 30))
      let norm = LengthNorm(tokens: tokens, sections: sections)
      let weight = Float(1 + random.below(1 << 20)) / Float(1 << random.below(24))
      let isAlike = random.once(in: 2)
      let average = isAlike ? Double(tokens) / Double(sections) : Double(1 + random.below(2000))
      let model = BM25(
        k1: Double(random.below(40)) / 10, b: isAlike ? 0.75 : Double(random.below(11)) / 10,
        averageLength: average, limit: weight * Float(1 + random.below(20))
      ).bounding(norm)
      var postings: [(frequency: UInt32, length: UInt32)] = []
      for _ in 0..<20 {
        postings.append(
          (
            UInt32(1 + random.below(1 << random.below(12))),
            UInt32(random.below(1 << random.below(16)))
          ))
      }
      let least = postings.map { norm($0.frequency, $0.length) }.min() ?? 0
      let maxima = ScoreMaxima(
        frequency: postings.map(\.frequency).max() ?? .max,
        length: postings.map(\.length).min() ?? 0,
        norm: NormCode.decode(NormCode.encode(least)))
      let best =
        postings.map {
          model.score(weight, frequency: Float($0.frequency), length: Float($0.length))
        }.max() ?? 0
      #expect(model.bound(weight, maxima) >= best)
      // With the segment's own b and average it is as good as the best score.
      if isAlike, tokens >= sections {
        #expect(model.bound(weight, maxima) <= best * (1 + 0x1p-8) + 2 * model.quantum)
      }
    }
  }

  @Test("without norms, largest frequency and smallest length are what bounds")
  func withoutNorms() {
    let model = BM25(k1: 1.2, b: 0.75, averageLength: 100, limit: 20)
    let maxima = ScoreMaxima(frequency: 3, length: 40, norm: 0)
    let norm = LengthNorm(tokens: 1000, sections: 10)
    let bound = model.bound(3, frequency: 3, length: 40)
    #expect(model.bounding(nil).bound(3, maxima) == bound)
    #expect(model.bounding(norm).bound(3, maxima) == bound)
  }
}
