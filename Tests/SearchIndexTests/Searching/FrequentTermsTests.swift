import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("The most frequent of some terms")
struct FrequentTermsTests {
  @Test("those in most sections, the earlier ones where they are in as many, in order")
  func mostFrequent() {
    var random = SeededGenerator()
    let arena = FlatArena()
    for _ in 0..<60 {
      let widest = [3, 100, 5000, 20_000][random.below(4)]
      let infos = (0..<1 + random.below(400)).map { number in
        var info = TermInfo()
        info.sections = 1 + random.below(widest)
        info.offset = number
        return info
      }
      let limit = 1 + random.below(random.once(in: 2) ? 20 : 2 * infos.count)
      var found = FrequentTerms(limit: limit, arena)
      for info in infos { found.add(info) }
      let expected = infos.sorted { ($1.sections, $0.offset) < ($0.sections, $1.offset) }
        .prefix(limit)
      #expect(found.added == infos.count)
      #expect(found.terms().map(\.offset) == expected.map(\.offset).sorted())
      arena.reset()
    }
  }
}
