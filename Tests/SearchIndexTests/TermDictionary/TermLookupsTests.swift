import TestSupport
import Testing

@testable import SearchIndex

@Suite("Remembered lookups")
struct TermLookupsTests {
  @Test("a remembered term is where the dictionary has it, or nowhere")
  func sameAsDictionary() throws {
    var random = SeededGenerator()
    let syllables = (0..<300).map { String(UnicodeScalar(0xAC00 + UInt32($0) * 17) ?? "가") }
    let texts = (0..<40).map { _ in
      (0..<60).map { _ in syllables[random.below(300)] + syllables[random.below(300)] }
        .joined(separator: " ") + " a word extraordinarily"
    }
    let index = try TestIndex(texts: texts)
    let dictionary = try index.segment().dictionary
    let lookups = TermLookups(dictionary)
    // More terms than there are places, some of them twice, some in no section.
    for _ in 0..<20_000 {
      var term = Array(syllables[random.below(300)].utf8)
      switch random.below(5) {
      case 0: break
      case 1: term = [TermMark.wordStart] + term
      case 2: term = Array("extraordinari".utf8.prefix(1 + random.below(13)))
      case 3: term = random.bytes(random.below(9))
      default: term += Array(syllables[random.below(300)].utf8)
      }
      let expected = try dictionary.lookup(term)
      if let key = TermLookups.key(term), let known = lookups.remembered(key) {
        #expect(known == expected ?? TermInfo(), "\(term)")
      }
      #expect(try lookups.lookup(term) == expected, "\(term)")
      if let key = TermLookups.key(term) {
        #expect(lookups.remembered(key) == expected ?? TermInfo(), "\(term)")
      }
    }
  }
}
