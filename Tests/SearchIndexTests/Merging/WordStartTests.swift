import TestSupport
import TextAnalysis
import Testing

@testable import SearchIndex

@Suite("Counts of word beginnings")
struct WordStartTests {
  /// How often each bigram begins a word in these files, words of titles three times.
  private func count(_ files: some Sequence<TestFile>) -> [[UInt8]: Int] {
    let analyzer = Analyzer(.standard)
    var result: [[UInt8]: Int] = [:]
    func add(_ text: [UInt8], times: Int) {
      var buffer = TokenBuffer()
      analyzer.analyze(text.span, into: &buffer)
      let starts = Set(buffer.tokens.filter { $0.kind == .wordStart }.map(\.position))
      for token in buffer.tokens
      where token.kind == .hangulBigram && starts.contains(token.position) {
        result[Array(buffer.term(token)), default: 0] += times
      }
    }
    for section in files.flatMap(\.sections) {
      add(Array(section.title.utf8), times: 3)
      for text in section.headings + section.authors + section.tags + [section.link] {
        add(Array(text.utf8), times: 1)
      }
      add(section.body, times: 1)
    }
    return result
  }

  private func stored(_ index: TestIndex) throws -> [[UInt8]: Int] {
    var result: [[UInt8]: Int] = [:]
    for live in try index.snapshot().segments {
      var iterator = TermIterator(live.segment.dictionary)
      while try iterator.next() {
        guard iterator.info.wordStarts > 0 else { continue }
        result[iterator.term, default: 0] += iterator.info.wordStarts
      }
    }
    return result
  }

  @Test("a term knows how many of its occurrences begin a word")
  func fresh() throws {
    var maker = CorpusMaker(SeededGenerator())
    let index = try TestIndex(maker.files(sections: 40))
    #expect(try stored(index) == count(index.files.values))
  }

  @Test("so it does after merges of segments without dead files")
  func merged() throws {
    var maker = CorpusMaker(SeededGenerator())
    let index = try TestIndex()
    for number in 0..<9 {
      try index.commit(adding: [maker.file("\(number).md", sections: 5)], runs: 1)
    }
    #expect(try stored(index) == count(index.files.values))
  }

  @Test("and after a merge that leaves dead files out")
  func dead() throws {
    var maker = CorpusMaker(SeededGenerator())
    let index = try TestIndex()
    let files = (0..<4).map { maker.file("\($0).md", sections: 5) }
    try index.commit(adding: files)
    try index.commit(adding: [], removing: ["/notes/0.md", "/notes/2.md"])
    #expect(try index.snapshot().segments.count == 1)
    let found = try stored(index)
    let expected = count(index.files.values)
    #expect(found == expected)
  }
}
