import IndexBytes
import TextAnalysis

/// A section as a reader hands it over: what to store and what to index besides the body.
public struct SectionContent: Sendable {
  /// Number in its file, from 1.
  public var ordinal: Int = 1
  /// Line of the heading, from 1.
  public var firstLine: Int = 1
  /// Line of the body.
  public var bodyLine: Int = 1
  /// How far into that line the body starts.
  public var bodyOffset = LineOffset()
  /// A record's id; empty for a section of a text.
  public var id = ""
  /// Days since 1970-01-01, or nil.
  public var date: Int32?
  /// The fields to store; the body is handed over beside it.
  public var record = StoredRecord()

  /// An empty section.
  public init() {}
}

/// Builds one segment in memory and writes it out: text in, a segment file out.
///
/// One per thread. Files and sections come in corpus order.
public struct SegmentBuilder: ~Copyable {
  private let settings: IndexSettings
  private let analyzer: Analyzer
  private var buffer = TokenBuffer()
  private var table = TermTable()
  private var log: TokenLog
  private var marked: [UInt8] = []
  private let arena = FlatArena()
  private let probes: FlatBuffer<UInt32>

  private var sections = SectionTableWriter()
  private var lengths: [UInt32] = []
  private var files: [FileRecord] = []
  private var fileBytes = 0
  private var stored = StoredTextWriter()
  private var sink: SegmentSink

  /// Positions left free between two fields, so that no phrase reaches across.
  static let fieldGap: UInt32 = 16

  /// Begins a segment that will be at `path`.
  ///
  /// - Parameters:
  ///   - fileSystem: Where files are made.
  ///   - path: Path of the unfinished file.
  ///   - settings: How text becomes terms, and what is kept.
  ///   - expectedBytes: The `memoryBytes` at which the owner will call `finish`.
  /// - Throws: `IndexError` where the file cannot be made.
  public init(
    _ fileSystem: any FileSystem, path: String, settings: IndexSettings, expectedBytes: Int = 0
  ) throws(IndexError) {
    try self.init(
      fileSystem, path: path, settings: settings, expectedBytes: expectedBytes,
      BeginningRules(settings.analyzer))
  }

  /// The same with other rules for its table of beginnings.
  init(
    _ fileSystem: any FileSystem, path: String, settings: IndexSettings, expectedBytes: Int = 0,
    _ rules: BeginningRules
  ) throws(IndexError) {
    self.settings = settings
    probes = arena.buffer(of: 0, count: TermTable.batch)
    log = TokenLog(capacity: expectedBytes / TokenLog.bytesPerEntry)
    analyzer = Analyzer(settings.analyzer)
    sink = try SegmentSink(fileSystem, path: path, rules)
  }

  /// Bytes of memory held, with what writing the segment will need.
  public var memoryBytes: Int {
    log.bytes + table.bytes + sections.bytes + lengths.count * 4 + fileBytes
  }

  /// Sections so far.
  public var sectionCount: Int { sections.count }

  /// Begins a file; its sections follow.
  public mutating func beginFile(_ file: FileRecord) {
    var file = file
    file.firstSection = sections.count
    file.sections = 0
    files.append(file)
    fileBytes += 160 + file.path.utf8.count * 2
  }

  /// Completes the file begun last with what reading it has shown.
  public mutating func endFile(_ update: (inout FileRecord) -> Void) {
    update(&files[files.count - 1])
    files[files.count - 1].sections = sections.count - files[files.count - 1].firstSection
  }

  /// Forgets the file begun last, which has given no section.
  public mutating func discardFile() {
    precondition(files.last?.firstSection == sections.count, "the file has sections")
    files.removeLast()
  }

  /// Sections of the file begun last.
  public var sectionsOfFile: Int { sections.count - (files.last?.firstSection ?? sections.count) }

  /// Whether nothing was begun.
  public var isEmpty: Bool { files.isEmpty }

  /// Adds a section of the file begun last.
  ///
  /// - Throws: `IndexError` where the disk is full, or the section is beyond a limit.
  public mutating func add(
    _ section: borrowing SectionContent, body: Span<UInt8>
  ) throws(IndexError) {
    var row = SectionRow()
    row.file = UInt32(files.count - 1)
    row.ordinal = UInt32(clamping: section.ordinal)
    row.firstLine = UInt32(clamping: section.firstLine)
    row.bodyLine = UInt32(clamping: section.bodyLine)
    row.bodyOffset = section.bodyOffset
    row.date = section.date ?? SectionRow.noDate
    let link = section.record.link
    row.linkHash = link.isEmpty ? 0 : Checksum.hash64(Array(link.utf8))
    (row.block, row.blockOffset) = stored.place(sections.count)
    stored.append(section.record, body: settings.storesText ? body : Span())
    if stored.output.count >= SegmentSink.flushBytes { try flushStored() }
    sections.append(row, id: section.id)
    log.beginSection()
    let before = log.count
    let fieldTokens = indexFields(section.record)
    indexBody(body)
    lengths.append(UInt32(clamping: log.count - before - fieldTokens))
  }

  private mutating func flushStored() throws(IndexError) {
    try sink.appendStored(stored.output)
    stored.output.removeAll(keepingCapacity: true)
  }

  /// Indexes every field; returns how many entries were marked copies, which do not count for
  /// the length.
  private mutating func indexFields(_ record: StoredRecord) -> Int {
    buffer.removeAll()
    var copies = 0
    copies += index([record.title], as: .title)
    copies += index(record.headings, as: .heading)
    copies += index(record.authors, as: .author)
    copies += index(record.tags, as: .tag)
    if !record.link.isEmpty { copies += index([record.link], as: .link) }
    return copies
  }

  private mutating func index(_ texts: [String], as field: Field) -> Int {
    let weight = settings.weights[field]
    var copies = 0
    for text in texts where !text.isEmpty {
      let next = buffer.nextPosition
      buffer.removeAll()
      buffer.nextPosition = next
      var text = text
      text.withUTF8 { analyzer.analyze($0.span, into: &buffer) }
      logTokens(weight: weight)
      copies += logMarked(field)
      buffer.nextPosition += Self.fieldGap
    }
    return copies
  }

  private mutating func indexBody(_ body: Span<UInt8>) {
    let next = buffer.nextPosition
    buffer.removeAll()
    buffer.nextPosition = next
    analyzer.analyze(body, into: &buffer)
    logTokens(weight: 1)
  }

  /// Logs the buffer's tokens, each `weight` times.
  private mutating func logTokens(weight: Int) {
    guard weight > 0 else { return }
    var runStart = UInt32.max
    let tokens = buffer.tokens
    buffer.termBytes.withByteView { view in
      var start = 0
      while start < tokens.count {
        let batch = tokens.span.extracting(start..<min(start + TermTable.batch, tokens.count))
        probe(batch, view)
        log.makeRoom(batch.count * weight)
        log(batch, weight, view, &runStart)
        start += batch.count
      }
    }
  }

  /// Looks the terms of some tokens up, all at once.
  @inline(__always)
  private func probe(_ tokens: Span<Token>, _ view: ByteView) {
    for index in tokens.indices {
      let token = tokens[index]
      probes[index] = table.probe(view, Int(token.termStart), Int(token.termLength))
    }
  }

  /// Logs tokens that were looked up, for which there is room.
  @inline(__always)
  private mutating func log(
    _ tokens: Span<Token>, _ weight: Int, _ view: ByteView, _ runStart: inout UInt32
  ) {
    for index in tokens.indices {
      let token = tokens[index]
      let found = probes[index]
      let term =
        found != 0
        ? found &- 1 : table.number(of: view, Int(token.termStart), Int(token.termLength))
      if token.kind == .wordStart { runStart = token.position }
      let begins = token.kind == .hangulBigram && token.position == runStart
      for _ in 0..<weight {
        log.append(term: term, position: token.position, beginsWord: begins)
      }
    }
  }

  /// Logs the buffer's tokens once more with the field's mark in front.
  private mutating func logMarked(_ field: Field) -> Int {
    log.makeRoom(buffer.tokens.count)
    for token in buffer.tokens {
      marked.removeAll(keepingCapacity: true)
      marked.append(field.mark)
      marked.append(contentsOf: buffer.term(token))
      let term = marked.withByteView { table.number(of: $0, 0, $0.count) }
      log.append(term: term, position: token.position, beginsWord: false)
    }
    return buffer.tokens.count
  }

  /// Writes the segment. Nothing can be added afterwards.
  ///
  /// - Parameter isRun: Whether it will be merged with others before it is searched, and may do without
  ///   what only makes searches fast.
  /// - Returns: Where it is.
  /// - Throws: `IndexError` where the file system refuses.
  public mutating func finish(isRun: Bool = false) throws(IndexError) -> SegmentFileInfo {
    if isRun { sink.skipBeginnings() }
    stored.flush()
    try flushStored()
    try sink.writeSections(
      sections, lengths: lengths, files: files, storedTable: stored.table)
    let sorted = takeLog().sorted(terms: table.count)
    for id in table.sorted() {
      let wordStarts = encode(sorted, sorted.range(Int(id)))
      try sink.endTerm(table.term(Int(id)), wordStarts: wordStarts)
    }
    return try sink.finish()
  }

  /// The log, with an empty one in its place.
  private mutating func takeLog() -> TokenLog {
    var log = TokenLog()
    swap(&log, &self.log)
    return log
  }

  private mutating func encode(_ sorted: borrowing SortedLog, _ range: Range<Int>) -> Int {
    var wordStarts = 0
    var current = UInt32.max
    for place in range {
      let (section, flagged) = sorted.occurrence(place)
      if section != current {
        current = section
        sink.beginSection(section)
      }
      if flagged & TokenLog.startFlag != 0 { wordStarts &+= 1 }
      sink.addOccurrence(flagged & ~TokenLog.startFlag)
    }
    return wordStarts
  }
}
