import TestSupport
import TextAnalysis
import Testing

@testable import SearchIndex

/// Marks found in the chunks that matter are those found in the whole text.
@Suite("Highlights, the plain way")
struct PlainHighlighterTests {
  /// Queries of words, quoted runs of words and words that begin alike, taken from `maker`'s words.
  private func query(_ maker: inout CorpusMaker) -> String {
    (0...maker.random.below(3)).map { _ in
      let word = maker.word()
      switch maker.random.below(5) {
      case 0: return "\"\(word) \(maker.word())\""
      case 1: return String(word.prefix(2)) + "*"
      case 2: return "\"\(word)\(maker.word())\""
      default: return word
      }
    }.joined(separator: " ")
  }

  @Test("the same matches in random texts, one after the other")
  func matches() throws {
    var maker = CorpusMaker(SeededGenerator())
    let searcher = try TestIndex(maker.files(sections: 40, longest: 30)).searcher()
    for _ in Rounds.of(60) {
      let text = query(&maker)
      let patterns = try searcher.search(text).query.highlights
      let quick = Highlighter(Analyzer(.standard), patterns)
      let plain = PlainHighlighter(analyzer: Analyzer(.standard), patterns: patterns)
      for _ in 0..<4 {
        let body = maker.section(longest: 60).body
        let found = quick.matches(in: body)
        #expect(
          found == plain.matches(in: body), "\(text): \(String(decoding: body, as: UTF8.self))")
        let limit = [1, 20, 80, 240][maker.random.below(4)]
        #expect(
          SnippetWindow.densest(found, limit) == PlainHighlighter.densest(found, limit),
          "\(limit): \(found)")
      }
    }
  }

  @Test("the same matches in scrambled texts")
  func scrambled() {
    var random = SeededGenerator()
    let alphabet = Array("ab Ab가나 가나다-_.'’1,0\n·@Zz漢é\u{1100}\u{1161}ㅋ🙂C+#sy".unicodeScalars)
    let text = { (longest: Int) in
      var text = String.UnicodeScalarView()
      for _ in 0...random.below(longest) { text.append(alphabet[random.below(alphabet.count)]) }
      return Array(String(text).utf8)
    }
    for _ in Rounds.of(600) {
      var buffer = TokenBuffer()
      Analyzer(.standard).analyze(text(8).span, into: &buffer)
      guard !buffer.tokens.isEmpty else { continue }
      let pattern = PhrasePattern(buffer, 0..<buffer.tokens.count, field: nil)
      let body = text(60)
      #expect(
        Highlighter(Analyzer(.standard), [pattern]).matches(in: body)
          == PlainHighlighter(analyzer: Analyzer(.standard), patterns: [pattern]).matches(in: body),
        "\(pattern.terms): \(String(decoding: body, as: UTF8.self))")
    }
  }
}
