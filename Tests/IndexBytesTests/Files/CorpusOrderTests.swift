import IndexBytes
import TestSupport
import Testing

@Suite("Corpus order")
struct CorpusOrderTests {
  @Test("a folder's files stand together, before names that go on with a lesser byte")
  func examples() {
    let ordered = [
      "", "a", "a/b", "a/b/c", "a/b-c", "a/c", "a ", "a!", "a-b", "a.md", "a0", "aa", "b", "가", "나",
    ]
    for (index, path) in ordered.enumerated() {
      for (other, second) in ordered.enumerated() {
        #expect(CorpusOrder.precedes(path, second) == (index < other), "\(path), \(second)")
      }
    }
  }

  @Test("composed and decomposed names are two, and ordered")
  func normalization() {
    let composed = "\u{AC00}.md"
    let decomposed = "\u{1100}\u{1161}.md"
    #expect(composed == decomposed)
    #expect(!CorpusOrder.areSame(composed, decomposed))
    #expect(CorpusOrder.areSame(composed, composed))
    #expect(
      CorpusOrder.precedes(composed, decomposed) != CorpusOrder.precedes(decomposed, composed))
  }

  @Test("it is a strict total order")
  func strictOrder() {
    var random = SeededGenerator()
    let letters = ["a", "b", "/", "-", ".", "é", "e\u{301}", "\u{0}"]
    let paths = (0..<60).map { _ in
      (0..<random.below(5)).map { _ in letters[random.below(letters.count)] }.joined()
    }
    for a in paths {
      #expect(!CorpusOrder.precedes(a, a))
      for b in paths {
        let before = CorpusOrder.precedes(a, b)
        let after = CorpusOrder.precedes(b, a)
        #expect(before || after || CorpusOrder.areSame(a, b))
        #expect(!(before && after))
        guard before else { continue }
        let broken = paths.first { CorpusOrder.precedes(b, $0) && !CorpusOrder.precedes(a, $0) }
        #expect(broken == nil, "\(a) < \(b)")
      }
    }
  }
}
