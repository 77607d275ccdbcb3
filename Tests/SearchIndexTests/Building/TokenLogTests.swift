import TestSupport
import Testing

@testable import SearchIndex

@Suite("The log of occurrences")
struct TokenLogTests {
  @Test("occurrences come back by term, in the order they came")
  func sorting() {
    var random = SeededGenerator()
    for _ in 0..<30 {
      let terms = 1 + random.below(20)
      var log = TokenLog(capacity: random.below(10))
      var expected = [[(section: UInt32, position: UInt32)]](repeating: [], count: terms)
      var count = 0
      for section in 0..<random.below(30) {
        log.beginSection()
        for position in 0..<random.below(20) {
          let term = random.below(terms)
          let begins = random.once(in: 3)
          log.makeRoom(1)
          log.append(term: UInt32(term), position: UInt32(position), beginsWord: begins)
          let flagged = UInt32(position) | (begins ? 0x8000_0000 : 0)
          expected[term].append((UInt32(section), flagged))
          count += 1
        }
      }
      let logged = log.count
      #expect(logged == count)
      let sorted = log.sorted(terms: terms)
      for term in 0..<terms {
        let found = sorted.range(term).map { sorted.occurrence($0) }
        #expect(found.map(\.section) == expected[term].map(\.section))
        #expect(found.map(\.flaggedPosition) == expected[term].map(\.position))
      }
    }
  }
}
