import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct NormalizationTests {
  /// Hangul in conjoining jamo, as macOS writes file names (Unicode chapter 3.12).
  private func decomposed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard (0xAC00...0xD7A3).contains(scalar.value) else {
        result.append(scalar)
        continue
      }
      let index = scalar.value - 0xAC00
      let jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
      for value in jamo where value != 0x11A7 {
        if let scalar = Unicode.Scalar(value) { result.append(scalar) }
      }
    }
    return String(result)
  }

  private func expectEqualTerms(_ left: String, _ right: String) {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    let (one, other) = (analyzed(left), analyzed(right))
    #expect(one.map(\.term) == other.map(\.term))
    #expect(one.map(\.position) == other.map(\.position))
    for (one, other) in zip(one, other) {
      let oneText = String(decoding: left[Int(one.start)..<Int(one.end)], as: UTF8.self)
      let otherText = String(decoding: right[Int(other.start)..<Int(other.end)], as: UTF8.self)
      #expect(TextNormalizer.normalized(oneText) == TextNormalizer.normalized(otherText))
    }
  }

  @Test func decomposedHangulGivesTheSameTermsAndRanges() {
    expectEqualTerms(sample, decomposed(sample))
    #expect(decomposed(sample).utf8.count > sample.utf8.count)
  }

  @Test func decomposedRandomText() {
    var random = SeededGenerator("decomposedRandomText")
    let alphabet = Array("가각힣한글을ㅋabLZ19_.,·- \n".unicodeScalars)
    for _ in 0..<500 {
      let text = random.text(of: alphabet, longest: 30)
      expectEqualTerms(text, decomposed(text))
    }
  }

  @Test(arguments: [
    ("한글", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"),
    ("하", "ﾾￂ"),
    ("DeepCache", "ＤｅｅｐＣａｃｈｅ"),
    ("カガ", "ｶｶﾞ"),
    ("café", "cafe\u{301}"),
    ("ệ", "e\u{302}\u{323}"),
    ("66.5", "６６．５"),
    ("C++", "Ｃ＋＋"),
    ("kg", "㎏"),
    ("strasse", "Straße"),
    ("가나", "가\u{AD}나"),
    ("가나", "가\u{200B}나"),
    ("가ㄱ", "가ﾡ"),
  ])
  func equivalents(left: String, right: String) {
    #expect(analyzed(left).map(\.term) == analyzed(right).map(\.term))
  }

  @Test func rangesCoverWholeCharacters() {
    #expect(table("㎏") == ["kg/word@0:0-3"])
    #expect(table("ﬁNe").map { $0 } == ["fine/word@0:0-5", "fi/part@0:0-3", "ne/part@0:3-5"])
    #expect(table("½") == ["1/number@0:0-2", "2/number@1:0-2"])
    let jamo = "\u{1100}\u{1161}\u{1102}\u{1161}"
    #expect(
      table(jamo) == ["^가/wordStart@0:0-6", "가나/hangulBigram@0:0-12"])
    #expect(table("cafe\u{301}s") == ["cafés/word@0:0-7"])
  }

  @Test func normalizerFolds() {
    #expect(TextNormalizer.normalized("Docs/README.md") == "docs/readme.md")
    #expect(TextNormalizer.normalized(decomposed("문서/한글.MD")) == "문서/한글.md")
    #expect(TextNormalizer.normalized("ﾾￂ Ａ①ß") == "하 a1ss")
    #expect(TextNormalizer.normalized("한글 MD 가\u{11A8}") == "한글 md 각")
    #expect(TextNormalizer.normalized("").isEmpty)
    #expect(TextNormalizer.normalized([0x41, 0xFF, 0x42].span) == Array("a\u{FFFD}b".utf8))
  }

  @Test func normalizerAgreesWithTheAnalyzer() {
    for character in "Éß①㎏ｶﾞ각한ǅΣ" {
      let folded = TextNormalizer.normalized(String(character))
      #expect(analyzed(folded).map(\.term) == analyzed(String(character)).map(\.term))
      #expect(TextNormalizer.normalized(folded) == folded)
    }
  }
}
