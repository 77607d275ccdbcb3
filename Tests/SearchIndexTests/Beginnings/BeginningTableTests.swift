import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Frequent beginnings of terms")
struct BeginningTableTests {
  /// What a table should say of a beginning.
  private struct Known: Equatable {
    var words: Int
    var sections: Int
    var best: [CountedSection]
  }

  /// Words of few letters, so that many begin alike; one to four bytes each.
  private static func word(_ random: inout SeededGenerator) -> String {
    let letters: [Character] = ["a", "é", "가", "각", "𝔸", "z"]
    return String((0...random.below(5)).map { _ in letters[random.below(letters.count)] })
  }

  /// The table of an index of one segment.
  private static func table(_ segment: Segment) throws -> [[UInt8]: Known] {
    let arena = FlatArena()
    var table: [[UInt8]: Known] = [:]
    for number in 0..<segment.beginnings.count {
      let known = try segment.beginnings.beginning(number, arena)
      let found = try #require(try segment.beginnings.find(known.beginning, arena))
      let best = (0..<found.best.count).map { found.best[$0] }
      #expect(found.words == known.words && found.sections == known.sections)
      #expect(best == (0..<known.best.count).map { known.best[$0] })
      table[known.beginning] = Known(words: known.words, sections: known.sections, best: best)
    }
    withExtendedLifetime(arena) {}
    return table
  }

  /// The same of texts of words.
  private static func expected(_ texts: [[String]], _ rules: BeginningRules) -> [[UInt8]: Known] {
    var sections: [String: Int] = [:]
    for text in texts { for word in Set(text) { sections[word, default: 0] += 1 } }
    var words: [String: [String]] = [:]
    for word in sections.keys {
      for end in word.unicodeScalars.indices.dropFirst() + [word.endIndex] {
        words[String(word[..<end]), default: []].append(word)
      }
    }
    var table: [[UInt8]: Known] = [:]
    for (beginning, all) in words where all.count > 1 {
      let postings = all.reduce(0) { $0 + (sections[$1] ?? 0) }
      guard rules.has(words: all.count, postings: postings) else { continue }
      let inOrder = all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let frequent = inOrder.enumerated().sorted {
        (sections[$1.element] ?? 0, $0.offset) < (sections[$0.element] ?? 0, $1.offset)
      }
      let wanted = Set(frequent.prefix(TermExpander.limit).map(\.element))
      var counted: [CountedSection] = []
      for (section, text) in texts.enumerated() {
        let count = text.count { wanted.contains($0) }
        if count > 0 {
          counted.append(CountedSection(section: UInt32(section), occurrences: UInt32(count)))
        }
      }
      let lengths = texts.map { UInt32($0.count) }
      table[Array(beginning.utf8)] = Known(
        words: all.count, sections: counted.count,
        best: SkybandTests.expected(counted, lengths))
    }
    return table
  }

  private static func index(
    _ texts: [[String]], _ rules: BeginningRules
  ) throws -> TestIndex {
    let bodies = texts.map { $0.joined(separator: " ") }
    return try TestIndex(
      [TestFile("a.md", texts: bodies)], settings: IndexSettings(analyzer: .whitespace),
      rules: rules)
  }

  @Test("those that have as many terms and postings as the rules ask, and nothing else")
  func plain() throws {
    var random = SeededGenerator()
    for _ in Rounds.of(12) {
      let rules = BeginningRules(
        .whitespace, leastWords: 2 + random.below(4), leastPostings: 1 + random.below(60))
      let texts = (0..<1 + random.below(150)).map { _ in
        (0...random.below(30)).map { _ in Self.word(&random) }
      }
      let index = try Self.index(texts, rules)
      let segment = try index.segment()
      #expect(try Self.table(segment) == Self.expected(texts, rules))
      let arena = FlatArena()
      for absent in ["", "b", "가a가a가a가", "zzzzzzzzzzz"] {
        #expect(try segment.beginnings.find(Array(absent.utf8), arena) == nil)
      }
      #expect(try index.snapshot().verify { _ in }.problems.isEmpty)
    }
  }

  @Test("of more terms than are searched, the most frequent")
  func manyTerms() throws {
    var random = SeededGenerator()
    let rules = BeginningRules(.whitespace, leastWords: 100, leastPostings: 500)
    let texts = (0..<60).map { _ in
      (0..<80).map { _ in
        let number = random.below(1 + random.below(2500))
        return random.once(in: 4) ? "other\(number)" : "word\(number)"
      }
    }
    let index = try Self.index(texts, rules)
    let table = try Self.table(try index.segment())
    #expect(table == Self.expected(texts, rules))
    #expect(table.values.contains { $0.words > TermExpander.limit })
    #expect(try index.snapshot().verify { _ in }.problems.isEmpty)
  }

  @Test("a run has none")
  func run() throws {
    let scratch = try ScratchFolder()
    let settings = IndexSettings(analyzer: .whitespace)
    let rules = BeginningRules(.whitespace, leastWords: 2, leastPostings: 2)
    for isRun in [false, true] {
      let path = scratch.path("\(isRun)")
      var builder = try SegmentBuilder(
        PosixFileSystem(), path: path, settings: settings, rules)
      builder.beginFile(FileRecord(root: 0, path: "a", size: 1, modified: 1))
      try builder.add(SectionContent(), body: Array("aa ab ac".utf8).span)
      builder.endFile { _ in }
      _ = try builder.finish(isRun: isRun)
      let segment = try Segment(PosixFileSystem(), path: path)
      #expect(segment.beginnings.count == (isRun ? 0 : 1))
    }
  }

  @Test("a merged segment has those of all its sections")
  func merged() throws {
    var random = SeededGenerator()
    let rules = BeginningRules(.whitespace, leastWords: 2, leastPostings: 3)
    let index = try TestIndex(settings: IndexSettings(analyzer: .whitespace), rules: rules)
    var files: [TestFile] = []
    var texts: [[[String]]] = []
    for file in 0..<4 {
      texts.append((0..<30).map { _ in (0...random.below(20)).map { _ in Self.word(&random) } })
      let bodies = texts[file].map { $0.joined(separator: " ") }
      files.append(TestFile("\(file).md", texts: bodies))
    }
    // Runs, which have no table, become one segment.
    try index.commit(adding: files, runs: 3)
    #expect(try index.snapshot().segments.count == 1)
    #expect(
      try Self.table(try index.segment()) == Self.expected(Array(texts.joined()), rules))
    // Half of it is gone, so that what is left is merged once more.
    try index.commit(adding: [], removing: ["/notes/0.md", "/notes/2.md"])
    #expect(try index.snapshot().segments.count == 1)
    let expected = Self.expected(texts[1] + texts[3], rules)
    #expect(try Self.table(try index.segment()) == expected)
    #expect(try index.snapshot().verify { _ in }.problems.isEmpty)
  }

  @Test("syllables that stand in bigrams begin none, with the mark of a field or without")
  func hangul() throws {
    let rules = BeginningRules(.standard, leastWords: 2, leastPostings: 2)
    var section = TestSection("가나 가다 가라 gauss gamma 漢字 漢文", title: "가나 가마 go gold")
    section.tags = ["tag", "talk"]
    let index = try TestIndex([TestFile("a.md", [section])], rules: rules)
    let table = try Self.table(try index.segment())
    let marked = { (field: Field, text: String) in [field.mark] + Array(text.utf8) }
    for known in ["g", "ga", "go"] { #expect(table[Array(known.utf8)] != nil) }
    #expect(table[marked(.title, "go")]?.words == 2)
    #expect(table[marked(.tag, "ta")]?.words == 2)
    #expect(!table.keys.contains { $0.count == 1 && $0[0] < 0x20 })
    #expect(
      !table.keys.contains { key in
        String(decoding: key, as: UTF8.self).unicodeScalars.contains {
          Hangul.syllables.contains($0.value)
        }
      })
  }
}
