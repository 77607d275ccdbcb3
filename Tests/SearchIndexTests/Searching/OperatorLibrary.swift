import Glibc
import IndexBytes
import TestSupport
import TextAnalysis

@testable import SearchIndex

/// A section of a random corpus, as words.
struct OperatorSection: Equatable {
  var path: String
  var ordinal: Int
  var title: [String]
  var body: [String]
  var date: Int32?
  var link: String

  /// How often something stands in it: a title counts three times.
  func count(_ occurrences: ([String]) -> Int) -> Int {
    3 * occurrences(title) + occurrences(body)
  }

  /// Whether something stands in its title or its body.
  func holds(_ isThere: ([String]) -> Bool) -> Bool { isThere(title) || isThere(body) }
}

/// Random words and queries; see `SeededGenerator` for the seed.
struct OperatorRandom: RandomNumberGenerator {
  private var generator: SeededGenerator

  init(_ test: String = #function) { generator = SeededGenerator(test) }

  mutating func next() -> UInt64 { generator.next() }

  mutating func below(_ bound: Int) -> Int { generator.below(bound) }

  /// A word of Hangul, or of letters that no stemmer touches.
  mutating func word() -> String {
    let letters: [Character] =
      below(3) == 0 ? ["a", "b", "k"] : ["가", "각", "나", "낙", "우", "고"]
    return String((0...below(4)).map { _ in letters[below(letters.count)] })
  }

  /// A word of two letters or syllables at least.
  mutating func longWord() -> String {
    let word = word()
    return word + String(word.reversed())
  }

  mutating func words(_ most: Int) -> [String] { (0...below(most)).map { _ in word() } }
}

/// A random corpus in an index of two segments, with dead files or without.
final class OperatorLibrary {
  private(set) var sections: [OperatorSection] = []
  private let scratch: ScratchFolder
  private let folder: String
  private let analyzer: AnalyzerKind
  let searcher: Searcher

  init(
    _ random: inout OperatorRandom, files: Int = 12, analyzer: AnalyzerKind = .standard,
    buries: Bool = true, rules: BeginningRules? = nil
  ) throws {
    scratch = try ScratchFolder()
    folder = scratch.path("index")
    self.analyzer = analyzer
    var all: [[OperatorSection]] = []
    for file in 0..<files { all.append(Self.file(file, &random)) }
    let half = files / 2
    let dead = buries ? [all[1][0].path] : []
    let rules = rules ?? BeginningRules(analyzer)
    try Self.commit(Array(all[..<half]), removing: [], folder, analyzer, rules)
    try Self.commit(Array(all[half...]), removing: dead, folder, analyzer, rules)
    all.removeAll { dead.contains($0[0].path) }
    sections = all.flatMap { $0 }
    searcher = Searcher(try Snapshot.open(folder))
  }

  private static func file(_ number: Int, _ random: inout OperatorRandom) -> [OperatorSection] {
    let path = (number % 2 == 0 ? "notes" : "papers") + "/\(1000 + number).md"
    return (1...4 + random.below(8)).map { ordinal in
      OperatorSection(
        path: path, ordinal: ordinal, title: random.words(3), body: random.words(16),
        date: random.below(4) == 0 ? nil : Int32(19_700 + random.below(5)),
        link: random.below(3) == 0 ? "" : "https://example.org/\(random.below(12))")
    }
  }

  private static func commit(
    _ files: [[OperatorSection]], removing: [String], _ folder: String, _ analyzer: AnalyzerKind,
    _ rules: BeginningRules
  ) throws {
    let settings = IndexSettings(analyzer: analyzer, weights: FieldWeights(link: 0))
    let writer = try IndexWriter(folder: folder, settings: settings, rebuild: false)
    writer.beginningRules = rules
    var changes = IndexWriter.Changes()
    try writer.knownFiles { file in
      if removing.contains(file.record.path) { changes.dead.append(file) }
    }
    var builder = try SegmentBuilder(
      PosixFileSystem(), path: writer.temporaryPath(), settings: settings, rules)
    let root = writer.number(ofRoot: "/corpus")
    for file in files.sorted(by: { $0[0].path < $1[0].path }) {
      builder.beginFile(FileRecord(root: root, path: file[0].path, size: 1, modified: 1))
      for section in file {
        var content = SectionContent()
        content.ordinal = section.ordinal
        content.firstLine = section.ordinal * 10
        content.date = section.date
        content.record.title = section.title.joined(separator: " ")
        content.record.link = section.link
        try builder.add(content, body: Array(section.body.joined(separator: " ").utf8).span)
      }
      builder.endFile { $0.encoding = "UTF-8" }
    }
    changes.added = [try builder.finish()]
    _ = try writer.commit(changes)
  }

  /// Sections in corpus order.
  private(set) lazy var ordered = sections.sorted {
    ($0.path, $0.ordinal) < ($1.path, $1.ordinal)
  }
  /// What `terms` says of each of them.
  private(set) lazy var analyzed = ordered.map { terms($0) }

  /// The section of a hit.
  func section(_ hit: Hit) throws -> OperatorSection? {
    try section(HitPlace(segment: hit.segment, section: hit.section))
  }

  /// The section at a place.
  func section(_ hit: HitPlace) throws -> OperatorSection? {
    let place = try searcher.snapshot.place(segment: hit.segment, section: hit.section)
    return sections.first {
      "/corpus/" + $0.path == place.path && $0.ordinal == Int(place.ordinal)
    }
  }

  /// How often each term stands in a section.
  func terms(_ section: OperatorSection) -> (counts: [[UInt8]: Int], length: Int) {
    var counts: [[UInt8]: Int] = [:]
    var length = 0
    for (words, weight) in [(section.title, 3), (section.body, 1)] {
      var buffer = TokenBuffer()
      let text = Array(words.joined(separator: " ").utf8)
      Analyzer(analyzer).analyze(text.span, into: &buffer)
      for token in buffer.tokens {
        counts[Array(buffer.term(token)), default: 0] += weight
        length += weight
      }
    }
    return (counts, length)
  }
}
