import IndexBytes
import TextAnalysis

/// Compares what the postings say with what the stored text says, for a sample of words and phrases.
struct ScanVerifier {
  /// A section of the snapshot.
  private struct Place: Hashable {
    var segment: Int
    var section: Int
  }

  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private var random: SampleGenerator
  private var report: ScanReport

  private var terms: [[UInt8]: [Place: Int]] = [:]
  private var phrases: [(text: String, pattern: PhrasePattern, found: Set<Place>)] = []

  init(_ snapshot: Snapshot, seed: UInt64) {
    self.snapshot = snapshot
    analyzer = Analyzer(snapshot.settings.analyzer)
    random = SampleGenerator(seed: seed)
    report = ScanReport(seed: seed)
  }

  // MARK: Sample

  /// Draws words and phrases from sections drawn by chance.
  mutating func draw(_ count: Int) throws(IndexError) {
    guard snapshot.sectionCount > 0 else { return }
    var numbers: [Int] = []
    for _ in 0..<count { numbers.append(Int.random(in: 0..<snapshot.sectionCount, using: &random)) }
    numbers.sort()
    var next = 0
    var number = 0
    for live in snapshot.segments {
      for section in 0..<live.segment.summary.sections where live.isLive(UInt32(section)) {
        while next < numbers.count, numbers[next] == number {
          draw(from: try live.segment.record(section))
          next += 1
        }
        number += 1
      }
    }
  }

  private mutating func draw(from record: StoredRecord) {
    let scanned = ScannedSection(record, analyzer, snapshot.settings.weights)
    // Sorted: the order of a dictionary is no seed's.
    let known = scanned.counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
    if let term = known.randomElement(using: &random) { terms[term] = terms[term] ?? [:] }
    let words = String(decoding: record.body, as: UTF8.self)
      .split { $0.isWhitespace || $0 == "\"" || $0 == "“" || $0 == "”" }
    guard !words.isEmpty else { return }
    let start = Int.random(in: words.indices, using: &random)
    let end = min(words.count, start + Int.random(in: 1...3, using: &random))
    let text = words[start..<end].joined(separator: " ")
    var buffer = TokenBuffer()
    analyzer.analyze(Array(text.utf8).span, into: &buffer)
    let pattern = PhrasePattern(buffer, 0..<buffer.tokens.count, field: nil)
    if !pattern.units.isEmpty { phrases.append((text, pattern, [])) }
  }

  // MARK: Scan

  /// Looks for the sample in every live section.
  mutating func scan(_ progress: (Int) -> Void) throws(IndexError) {
    for (number, live) in snapshot.segments.enumerated() {
      var blocks = RecordReader(live.segment)
      for section in 0..<live.segment.summary.sections where live.isLive(UInt32(section)) {
        let record = try blocks.record(section)
        let scanned = ScannedSection(record, analyzer, snapshot.settings.weights)
        note(scanned, Place(segment: number, section: section))
        report.sections += 1
        if report.sections % 1000 == 0 { progress(report.sections) }
      }
    }
  }

  private mutating func note(_ scanned: ScannedSection, _ place: Place) {
    for term in terms.keys {
      if let count = scanned.counts[term] { terms[term]?[place] = count }
    }
    for index in phrases.indices where scanned.holds(phrases[index].pattern) {
      phrases[index].found.insert(place)
    }
  }

  // MARK: Comparison

  /// Asks the index the same.
  mutating func compare() throws(IndexError) -> ScanReport {
    for (term, scanned) in terms {
      let found = try occurrences(term)
      report.terms += 1
      if found != scanned {
        differ("term \(TermText.readable(term))", found.count, scanned.count)
      }
    }
    let searcher = Searcher(snapshot)
    var options = SearchOptions()
    options.limit = snapshot.sectionCount
    options.groupsLinks = false
    options.parameters.depth = 0
    for phrase in phrases {
      let hits = try searcher.search("\"\(phrase.text)\"", options).hits
      let found = Set(hits.map { Place(segment: $0.segment, section: Int($0.section)) })
      report.phrases += 1
      if found != phrase.found {
        differ("phrase \"\(phrase.text)\"", found.count, phrase.found.count)
      }
    }
    return report
  }

  private func occurrences(_ term: [UInt8]) throws(IndexError) -> [Place: Int] {
    var result: [Place: Int] = [:]
    for (number, live) in snapshot.segments.enumerated() {
      guard let info = try live.segment.dictionary.lookup(term) else { continue }
      var reader = PostingsReader(live.segment)
      try reader.open(info)
      while try reader.next() {
        guard live.isLive(reader.section) else { continue }
        result[Place(segment: number, section: Int(reader.section))] = reader.frequency
      }
    }
    return result
  }

  private mutating func differ(_ what: String, _ found: Int, _ scanned: Int) {
    report.problems.append(
      .corrupt(
        snapshot.folder, offset: nil,
        expected: "\(what) in the \(scanned) sections that a scan finds, as often",
        found: "\(found) sections or other counts"))
  }
}

/// Reads stored records in the order of their sections, each block once in a row.
private struct RecordReader {
  private let segment: Segment
  private var block = -1
  private var raw: [UInt8] = []

  init(_ segment: Segment) { self.segment = segment }

  mutating func record(_ section: Int) throws(IndexError) -> StoredRecord {
    let row = try segment.row(section)
    if Int(row.block) != block {
      raw = try segment.rawBlock(Int(row.block))
      block = Int(row.block)
    }
    return try segment.record(row, in: raw)
  }
}
