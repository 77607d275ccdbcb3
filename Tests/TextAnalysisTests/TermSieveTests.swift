import TestSupport
import Testing

@testable import TextAnalysis

/// A sieve leaves out chunks, and never one that holds what is looked for.
@Suite struct TermSieveTests {
  private let analyzer = Analyzer(.standard)

  /// Tokens of a text whose terms are among `terms`, and what of them the sieve lets through.
  private func expectSame(_ text: String, _ terms: [[UInt8]], of all: [Seen]? = nil) {
    let bytes = Array(text.utf8)
    let all = all ?? analyzed(bytes, by: analyzer)
    var buffer = TokenBuffer()
    analyzer.analyze(bytes.span, TermSieve(terms), into: &buffer)
    let some = buffer.seen
    let wanted = all.filter { terms.contains($0.term) }
    let found = some.filter { terms.contains($0.term) }
    let shown = terms.map { String(decoding: $0, as: UTF8.self) }
    #expect(
      found.map(Self.withoutPosition) == wanted.map(Self.withoutPosition),
      "\(shown) in \(text.debugDescription)")
    // Positions are not the same, but neighbours are neighbours and others are not.
    for (first, second) in zip(zip(wanted, wanted.dropFirst()), zip(found, found.dropFirst())) {
      let gap = first.1.position - first.0.position
      let sieved = second.1.position - second.0.position
      #expect(gap < 2 ? gap == sieved : sieved >= 2, "\(shown) in \(text.debugDescription)")
    }
  }

  private static func withoutPosition(_ token: Seen) -> Seen {
    var token = token
    token.position = 0
    return token
  }

  @Test func everyTermOfTheSample() {
    let tokens = analyzed(sample)
    let terms = Set(tokens.map(\.term))
    for term in terms { expectSame(sample, [term], of: tokens) }
    expectSame(sample, Array(terms))
    expectSame(sample, [])
  }

  /// Short texts, and long ones, of which most is ruled out many bytes at a time; now and then with more
  /// terms than that is done for.
  @Test(arguments: [true, false], [60, 900])
  func randomText(isPlain: Bool, longest: Int) {
    var random = SeededGenerator("randomText(isPlain: \(isPlain), longest: \(longest))")
    let alphabet = isPlain ? plainAlphabet : meanAlphabet
    for round in Rounds.of(longest < 100 ? 1000 : 200) {
      let text = random.text(of: alphabet, longest: longest)
      let tokens = analyzed(Array(text.utf8), by: analyzer)
      guard !tokens.isEmpty else { continue }
      let count = round % 20 == 0 ? 80 : 1 + random.below(4)
      let terms = (0..<count).map { _ in random.element(of: tokens).term }
      expectSame(text, terms, of: tokens)
      expectSame(random.text(of: alphabet, longest: 60) + " " + text, terms)
    }
  }

  /// Words whose stems end or begin unusually, in every case of their letters.
  @Test func stems() {
    let words = """
      skis skies dying lying tying idly gently ugly early only singly news howe atlas cosmos bias \
      andes inning outing canning herring earring proceed exceed succeed aed aing ied ies yed \
      yying bying eying ebbing sying happy happily by say enjoy tied ties cries cry I's a's \
      generate communism arsenal running hopping hoping fly flying flies
      """.split(separator: " ").map(String.init)
    for word in words {
      for form in [
        word, word.uppercased(), word.capitalized, "x1\(word)", "fooBar\(word.capitalized)",
      ] {
        for token in analyzed(form) { expectSame("Left \(form), right \(word)ist", [token.term]) }
      }
    }
  }

  /// A chunk of more than 64 KiB is cut, and a run begins where nothing but the cut tells.
  @Test func chunksThatAreCut() {
    for count in 21_843...21_847 {
      // What follows keeps the end of the text, which is always looked at, away from the cut.
      let text =
        String(repeating: "나", count: count) + "다라마바 사아" + String(repeating: " 끝", count: 50)
      let tokens = analyzed(text)
      for term in Set(tokens.map(\.term)) { expectSame(text, [term], of: tokens) }
    }
  }

  @Test func longChunks() {
    let long = String(repeating: "ab", count: 130)
    for text in [long, long + " " + long + "x", String(repeating: "가나", count: 60) + " 다라"] {
      for token in analyzed(text) { expectSame(text, [token.term]) }
    }
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
