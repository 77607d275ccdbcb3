import TestSupport
import Testing

@testable import SearchIndex

@Suite("Queries of nothing but words")
struct PlainWordsTests {
  private static let pieces = [
    "가우시안", "3D", "few-shot", "a", "-", "--", "+x", " ", "  ", "AND", "OR", "NOT", "ORB", "and",
    "arxiv.org/abs", "snake_case", "모델은", "\t", "\u{3000}", "*", "~1", "title:", "(", ")", "\"",
    "C++", "ㅋㅋ", "\u{1112}\u{1161}", "e\u{301}", "é", "漢字", "🙂", "\u{D7A3}", "\u{AC00}", "\u{D7B0}",
    "무엇인가?", "?", "!", ",", "빛,", "\u{20E3}",
  ]

  @Test("they are read as the query language reads them")
  func sameAsParser() {
    var random = SeededGenerator()
    var plain = 0
    for _ in Rounds.of(3000) {
      let text = (0..<random.below(7)).map { _ in Self.pieces[random.below(Self.pieces.count)] }
        .joined(separator: random.once(in: 2) ? " " : "")
      for isUnfinished in [false, true] {
        guard let words = PlainWords.clauses(text, isUnfinished: isUnfinished) else { continue }
        plain += 1
        let parsed = QueryParser.parseAll(text, isUnfinished: isUnfinished)
        #expect(ParsedQuery(clauses: words) == parsed, "\(text.debugDescription)")
      }
    }
    #expect(plain > 0)
  }

  @Test(
    "what may be more than words is left to the parser",
    arguments: [
      "-a", "a -b", "+a", "a*", "a~", "\"a b\"", "title:a", "(a b)", "a AND b", "NOT a", "a OR",
      "C++",
      "a\tb", "\u{AC00}\u{11A8}", "é",
    ])
  func others(text: String) {
    #expect(PlainWords.clauses(text, isUnfinished: false) == nil)
  }

  @Test("a plain word is one without blanks")
  func words() {
    for word in ["가우시안", "GPT-4", "a", "arxiv.org", "왜?", "예,"] { #expect(PlainWords.isWord(word)) }
    for text in ["", " ", "a b", "-a", "a\u{3000}b", "é"] { #expect(!PlainWords.isWord(text)) }
  }
}
