import Testing

@testable import TextAnalysis

/// A screen marks where terms may begin, and little else.
@Suite struct TermScreenTests {
  /// Places of eight bytes that are marked, but for the last ones, which always are.
  private func marked(_ text: String, _ terms: [String]) -> [Int] {
    let bytes = Array(text.utf8)
    var marks: [UInt64] = []
    let padding = [UInt8](repeating: UInt8(ascii: "."), count: 64)
    TermSieve(terms.map { Array($0.utf8) }).screen((bytes + padding).span, into: &marks)
    return (0..<bytes.count / TermScreen.granule + 1).filter {
      marks[$0 / 64] >> ($0 % 64) & 1 == 1
    }
  }

  private let filler = String(repeating: "모델을 증류한다. Learn it, 2023-12! ", count: 40)

  @Test(arguments: [
    ("가우", "가우"), ("\u{1}가", "가"), ("gauss", "Gaussian"), ("gauss", "GAUSS"), ("die", "dying"),
    ("7", "7"), ("c++", "C"),
  ])
  func marksWhereATermBegins(_ term: String, _ word: String) {
    for shift in 0..<40 {
      let before = filler + String(repeating: "x ", count: shift)
      let place = before.utf8.count / TermScreen.granule
      #expect(marked(before + word, [term]) == [place], "\(word) at \(before.utf8.count)")
    }
  }

  @Test func passesOverTheRest() {
    #expect(marked(filler, ["가우", "\u{1}가", "gauss", "7"]).isEmpty)
    #expect(marked(filler, []).isEmpty)
  }

  /// Characters whose folding only ICU knows, next to the first and the last syllable.
  @Test(arguments: ["é", "ｇ", "漢", "\u{1100}", "😀", "\u{A960}", "\u{D7B0}", "ㅋ", "—"])
  func marksWhatIsNeitherASCIINorASyllable(_ character: String) {
    let text = filler + "가힣" + character
    let place = (text.utf8.count - character.utf8.count) / TermScreen.granule
    #expect(marked(text, ["none"]) == [place])
  }

  @Test func marksAllForTooManyTerms() {
    let terms = (0..<60).map { "가" + String(UnicodeScalar(0xAC10 + $0).map(Character.init) ?? "-") }
    #expect(marked("증류", terms) == [0])
    #expect(marked(filler, terms).count == filler.utf8.count / TermScreen.granule + 1)
  }

  @Test func emptyText() {
    var marks: [UInt64] = [1]
    let text: [UInt8] = []
    TermSieve([]).screen(text.span, into: &marks)
    let next = TermSieve([]).next(text.span, from: 0, marks)
    #expect(next.start == 0 && !next.passesTokens)
  }
}
