import Testing

@testable import TextAnalysis

@Suite struct StemCacheTests {
  /// More words than the small table has slots for, each of them met again in the large one.
  @Test func wordsKeepTheirStemsWhenTheTableGrows() {
    let letters = Array("abcdefghijklmnopqrst")
    let words = letters.flatMap { first in letters.map { "\(first)\($0)rendings" } }
    let analyzer = Analyzer(.standard)
    var stems: Set<String> = []
    for word in words + words {
      let found = analyzed(Array(word.utf8), by: analyzer).map {
        String(decoding: $0.term, as: UTF8.self)
      }
      #expect(found == [String(word.dropLast(4))])
      stems.formUnion(found)
    }
    #expect(stems.count == words.count)
  }
}
