import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct WhitespaceTests {
  @Test func wordsAreBytesBetweenWhiteSpace() {
    #expect(
      table(" DeepCache를,\t한글\r\n C++ ", .whitespace) == [
        "DeepCache를,/whitespaceWord@0:1-14", "한글/whitespaceWord@1:15-21",
        "C++/whitespaceWord@2:24-27",
      ])
  }

  @Test func onlyASCIISpaceParts() {
    let text = "a\u{B}b\u{C}c\u{A0}d\u{3000}e\u{85}f"
    #expect(analyzed(text, .whitespace).count == 3)
  }

  @Test func bytesStayAsTheyAre() {
    let bytes: [UInt8] = [0xFF, 0x00, 0x20, 0xC0]
    let tokens = analyzed(bytes, by: Analyzer(.whitespace))
    #expect(tokens.map(\.term) == [[0xFF, 0x00], [0xC0]])
  }

  @Test func wordsOfAnyLengthEndAtTheFirstSpace() {
    var random = SeededGenerator()
    let palette: [UInt8] = [0x09, 0x0D, 0x0E, 0x1F, 0x20, 0x21, 0x61, 0x7F, 0x80, 0xA0, 0xEA, 0xFF]
    for _ in Rounds.of(300) {
      let spaces = random.once(in: 2) ? 3 : 40
      let bytes = (0..<random.below(200)).map { _ in
        random.once(in: spaces) ? 0x20 : palette[random.below(palette.count)]
      }
      let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
      let tokens = analyzed(bytes, by: Analyzer(.whitespace))
      #expect(tokens.map { Int($0.start) } == words.map(\.startIndex))
      #expect(tokens.map { Int($0.end) } == words.map(\.endIndex))
    }
  }

  @Test func longWordsAreCut() {
    let ends = analyzed(String(repeating: "가", count: 100), .whitespace).map(\.end)
    #expect(ends == [255, 300])
    let bytes = [UInt8](repeating: 0x80, count: 600)
    #expect(analyzed(bytes, by: Analyzer(.whitespace)).map(\.term.count) == [255, 255, 90])
  }

  @Test func kindsHaveNames() {
    for kind in AnalyzerKind.allCases { #expect(AnalyzerKind(name: kind.name) == kind) }
    #expect(AnalyzerKind(name: "nori") == nil)
  }

  @Test func noWordLooksLikeAMarkedTerm() {
    let bytes: [UInt8] = [0x02, 0x66, 0x20, 0x07, 0x20, 0x08]
    let tokens = analyzed(bytes, by: Analyzer(.whitespace))
    #expect(tokens.map(\.term) == [[0x07, 0x02, 0x66], [0x07, 0x07], [0x08]])
    #expect(tokens.map(\.start) == [0, 3, 5] && tokens.map(\.end) == [2, 4, 6])
  }
}
