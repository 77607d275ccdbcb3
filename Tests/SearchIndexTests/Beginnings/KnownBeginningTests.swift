import IndexBytes
import TestSupport
import TextAnalysis
import Testing

@testable import SearchIndex

@Suite("Searching for a frequent beginning")
struct KnownBeginningTests {
  private func occurrences(_ prefix: String) -> (OperatorSection) -> Int {
    { section in section.count { $0.count { $0.hasPrefix(prefix) } } }
  }

  /// Parameters of which some leave sections alike that differ in length or in how often they hold a word.
  private func options(_ random: inout OperatorRandom) -> SearchOptions {
    var options = OperatorOracle.options(limit: random.below(40))
    options.parameters.b = [0, 0.001, 0.75, 1][random.below(4)]
    options.parameters.k1 = [0, 0.001, 1.2, 1000][random.below(4)]
    return options
  }

  @Test(arguments: [AnalyzerKind.standard, .whitespace])
  func findsWhatAScanFinds(analyzer: AnalyzerKind) throws {
    var random = OperatorRandom()
    let rules = BeginningRules(analyzer, leastWords: 2, leastPostings: 2)
    var known = 0
    for round in 0..<4 {
      let library = try OperatorLibrary(
        &random, files: 30, analyzer: analyzer, buries: round == 3, rules: rules)
      for _ in Rounds.of(60) {
        let word = String(random.word().prefix(1 + random.below(2)))
        let options = options(&random)
        try OperatorOracle(library: library).check(
          "\(word)*", options, slots: [occurrences(word)])
        try OperatorOracle(library: library).check(
          "title:\(word)*", options, slots: [{ $0.title.count { $0.hasPrefix(word) } }]
        ) { $0.title.contains { $0.hasPrefix(word) } }
        known += try knownSegments(library.searcher, "\(word)*")
      }
    }
    #expect(known > 0)
  }

  /// Segments in which the best sections of a query are known.
  private func knownSegments(_ searcher: Searcher, _ text: String) throws -> Int {
    let prepared = try searcher.prepare(text)
    searcher.scratch.begin(nil)
    let query = try searcher.expand(prepared.shared, wantsBest: true).query
    return query.slots.reduce(0) { $0 + $1.known.count { $0 != nil } }
  }

  @Test("with the usual rules, one segment answers as one that knows no beginning")
  func asWithout() throws {
    var random = SeededGenerator()
    let texts = (0..<3000).map { _ in
      (0...random.below(9)).map { _ in
        "w\(random.below(1 + random.below(1200)))"
      }.joined(separator: " ")
    }
    let settings = IndexSettings(analyzer: .whitespace)
    let none = BeginningRules(.whitespace, leastWords: .max)
    let file = TestFile("a.md", texts: texts)
    let usual = try TestIndex([file], settings: settings)
    let plain = try TestIndex([file], settings: settings, rules: none)
    #expect(try usual.segment().beginnings.count > 0)
    #expect(try plain.segment().beginnings.count == 0)
    let (fast, slow) = (try usual.searcher(), try plain.searcher())
    #expect(try knownSegments(fast, "w*") == 1)
    for text in ["w*", "w1*", "w10*", "w99*", "w*"] {
      for limit in [0, 1, 10, 20, 21, 100] {
        var options = SearchOptions()
        options.limit = limit
        options.offset = random.below(5)
        options.groupsLinks = random.once(in: 4)
        let (a, b) = (try fast.search(text, options), try slow.search(text, options))
        #expect(Self.lines(a) == Self.lines(b), "\(text) \(limit)")
      }
    }
  }

  /// All that results say, to be compared.
  private static func lines(_ results: SearchResults) -> [String] {
    results.hits.map { "\($0.section) \($0.score) \($0.others)" } + results.warnings
      + ["\(results.total) \(results.totalIsExact) \(results.hidden)"]
  }

  @Test("a table that is damaged is an error")
  func damage() throws {
    let rules = BeginningRules(.standard, leastWords: 2, leastPostings: 2)
    let index = try TestIndex(
      [TestFile("a.md", texts: ["gauss gamma", "gauss delta"])], rules: rules)
    let file = try index.segment().file
    let scratch = try ScratchFolder()
    let path = scratch.path("segment")
    let place = file.section(SegmentLayout.beginnings)
    let whole = try #require(file.view.slice(place.lowerBound, place.count)).array
    // Lengths, counts and sections that nothing fits to.
    for value: UInt8 in [0, 1, 0x7F, 0xFF] {
      for offset in whole.indices {
        var bytes = whole
        bytes[offset] = value
        try write(file, beginnings: bytes, to: path)
        let segment = try Segment(PosixFileSystem(), path: path)
        #expect(isToldApart(segment, isSound: bytes == whole), "\(value) at \(offset)")
      }
    }
  }

  /// Copies a segment with another table, and checksums that fit.
  private func write(_ file: FramedFile, beginnings: [UInt8], to path: String) throws {
    var writer = try FrameWriter(
      PosixFileSystem(), path: path, kind: SegmentLayout.kind, version: file.version)
    let parts = (1...SegmentLayout.beginningKeys).map { (id: $0, range: file.section($0)) }
    for part in parts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where !part.range.isEmpty {
      let bytes = try #require(file.view.slice(part.range.lowerBound, part.range.count)).array
      writer.begin(part.id)
      try writer.append(part.id == SegmentLayout.beginnings ? beginnings : bytes)
    }
    _ = try writer.finish()
  }

  /// Whether verifying a segment finds it sound, where it is, and at fault elsewhere.
  private func isToldApart(_ segment: Segment, isSound: Bool) -> Bool {
    do throws(IndexError) {
      let arena = FlatArena()
      for text in ["g", "ga", "gamma", "d"] {
        _ = try segment.beginnings.find(Array(text.utf8), arena)
      }
      try SegmentVerifier(segment).verify()
      return isSound
    } catch {
      return error.code == .corrupt && !isSound
    }
  }
}
