import TestSupport
import Testing

@testable import SearchIndex

@Suite("Numbers of terms")
struct TermNumbersTests {
  @Test("terms are numbered as they come, as in a dictionary, and forgotten all at once")
  func sameAsDictionary() {
    var random = SeededGenerator()
    var numbers = TermNumbers(bits: 4)
    for _ in 0..<20 {
      var expected: [[UInt8]: Int] = [:]
      for _ in 0..<random.below(100) {
        let term = (0..<1 + random.below(4)).map { _ in UInt8(random.below(3)) }
        #expect(numbers.number(term, 0, term.count) == expected[term])
        let number = numbers.insert(term)
        #expect(number == expected[term] ?? expected.count)
        expected[term] = number
      }
      #expect(numbers.terms.count == expected.count)
      numbers.removeAll()
      #expect(numbers.terms.isEmpty)
      for term in expected.keys { #expect(numbers.number(term, 0, term.count) == nil) }
    }
  }
}
