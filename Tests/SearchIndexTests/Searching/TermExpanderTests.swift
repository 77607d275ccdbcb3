import TestSupport
import Testing

@testable import SearchIndex

@Suite("Words that a beginning stands for")
struct TermExpanderTests {
  /// More different words than one beginning stands for.
  private static let numbers = 1500

  /// Texts of words most of which begin alike.
  private static func texts(_ random: inout SeededGenerator) -> [String] {
    (0..<40).map { _ in
      (0..<80).map { _ in
        // Some numbers come far more often than others.
        let number = random.below(1 + random.below(numbers))
        return random.once(in: 5) ? "other\(number)" : "word\(number)"
      }.joined(separator: " ")
    }
  }

  /// The live sections that hold each word with the beginning.
  private static func counts(_ index: TestIndex, _ beginning: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for section in index.files.values.flatMap(\.sections) {
      let words = Set(String(decoding: section.body, as: UTF8.self).split(separator: " "))
      for word in words where word.hasPrefix(beginning) { counts[String(word), default: 0] += 1 }
    }
    return counts
  }

  private static func row(_ beginning: String) -> Expansion {
    let bytes = Array(beginning.utf8)
    return .row([.beginning(with: bytes, or: bytes)], beginning: nil, field: nil)
  }

  private static func words(_ index: TestIndex, _ beginning: String) throws -> [String] {
    var expander = TermExpander(try index.snapshot(), SearchScratch())
    let patterns = try expander.patterns(row(beginning), label: beginning)
    return (patterns.first?.terms ?? []).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Compares the lists found for a beginning with those that each word has in each segment.
  private static func expectLists(
    _ index: TestIndex, _ beginning: String, of words: [String]
  ) throws {
    let snapshot = try index.snapshot()
    var expander = TermExpander(snapshot, SearchScratch())
    let found = try #require(try expander.lists(row(beginning), label: beginning, wantsBest: false))
    if let terms = found.terms {
      #expect(terms.map { String(decoding: $0, as: UTF8.self) }.sorted() == words)
    }
    for (live, list) in zip(snapshot.segments, found.lists) {
      let expected = try words.compactMap { try live.segment.dictionary.lookup(Array($0.utf8)) }
      #expect(list == expected)
    }
  }

  @Test("those of the most live sections, in one segment and in several")
  func mostFrequent() throws {
    var random = SeededGenerator()
    let index = try TestIndex(settings: IndexSettings(analyzer: .whitespace))
    var segments = 0
    for round in 0..<4 {
      try index.commit(
        adding: (0..<3).map { TestFile("\(round)-\($0).md", texts: Self.texts(&random)) },
        removing: round == 3 ? ["/notes/0-1.md", "/notes/2-0.md"] : [])
      segments = max(segments, try index.snapshot().segments.count)
      let counts = Self.counts(index, "word")
      let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      try #require(sorted.count > TermExpander.limit)
      let expected = sorted.prefix(TermExpander.limit).map(\.key).sorted()
      #expect(try Self.words(index, "word").sorted() == expected)
      try Self.expectLists(index, "word", of: expected)
      // Few enough, all of them.
      let few = Self.counts(index, "word12").keys.sorted()
      let all = try Self.words(index, "word12")
      #expect(all.filter { few.contains($0) } == few)
      try Self.expectLists(index, "word12", of: all)
      #expect(try Self.words(index, "none").isEmpty)
    }
    #expect(segments > 1)
  }
}
