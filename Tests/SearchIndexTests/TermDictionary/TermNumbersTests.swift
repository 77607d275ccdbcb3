import TestSupport
import Testing

@testable import SearchIndex

@Suite("Numbers of terms")
struct TermNumbersTests {
  @Test("terms are numbered in the order in which they come, however many")
  func numbers() {
    var random = SeededGenerator()
    var numbers = TermNumbers()
    var known: [[UInt8]: Int] = [:]
    for _ in 0..<2000 {
      let term = random.bytes(random.below(5))
      #expect(numbers.number(of: term) == known[term])
      if known[term] == nil {
        known[term] = known.count
        numbers.append(term)
      }
    }
    for (term, number) in known { #expect(numbers.number(of: term) == number) }
    #expect(numbers.terms.count == known.count)
  }
}
