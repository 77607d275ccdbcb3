import IndexBytes

/// Writes the tables of a segment that are the same for a new one and a merged one.
///
/// Order of calls: stored bytes at any time, then `writeSections`, then terms in byte order,
/// then `finish`.
struct SegmentSink: ~Copyable {
  private var frame: FrameWriter
  private var encoder = PostingsEncoder(lengths: [])
  private var dictionary = TermDictionaryWriter()
  /// Which beginnings the segment knows the best sections of; nil for none.
  private var rules: BeginningRules?
  private let arena = FlatArena()
  /// Made once the sections are known.
  private var beginnings: BeginningTableWriter?
  private var postings = ByteWriter()
  private var summary = SegmentSummary()
  private let path: String

  static let flushBytes = 1 << 20

  /// - Parameters:
  ///   - fileSystem: Where files are made.
  ///   - path: Path of the unfinished file.
  ///   - rules: Which beginnings of terms the segment knows the best sections of.
  /// - Throws: `IndexError` where the file cannot be made.
  init(
    _ fileSystem: any FileSystem, path: String, _ rules: BeginningRules
  ) throws(IndexError) {
    self.path = path
    self.rules = rules
    frame = try FrameWriter(
      fileSystem, path: path, kind: SegmentLayout.kind, version: SegmentLayout.version)
    frame.begin(SegmentLayout.storedBlocks)
  }

  /// Leaves the best sections of beginnings out. To be called before `writeSections`.
  mutating func skipBeginnings() { rules = nil }

  /// Appends compressed blocks.
  mutating func appendStored(_ bytes: [UInt8]) throws(IndexError) { try frame.append(bytes) }

  /// Writes everything about sections and files, and begins the postings.
  mutating func writeSections(
    _ sections: SectionTableWriter, lengths: [UInt32], files: [FileRecord], storedTable: ByteWriter
  ) throws(IndexError) {
    guard lengths.count <= IndexLimits.sectionsPerSegment else {
      throw IndexError(
        .tooLarge, path: path, detail: "more than \(IndexLimits.sectionsPerSegment) sections",
        remedy: "split the corpus into several indexes")
    }
    summary.sections = lengths.count
    summary.files = files.count
    summary.tokens = lengths.reduce(0) { $0 + Int($1) }
    summary.minLength = Int(lengths.min() ?? 0)
    frame.begin(SegmentLayout.storedTable)
    try frame.append(storedTable.bytes)
    try writeFiles(files)
    try writeTables(sections)
    var writer = ByteWriter(capacity: lengths.count)
    LengthTable.write(lengths, to: &writer)
    frame.begin(SegmentLayout.lengths)
    try frame.append(writer.bytes)
    frame.begin(SegmentLayout.postings)
    encoder = PostingsEncoder(lengths: lengths, remembersPostings: rules != nil)
    if let rules, let recent = encoder.recent {
      beginnings = BeginningTableWriter(rules, recent, lengths: encoder.lengths, arena)
    }
  }

  private mutating func writeTables(_ sections: SectionTableWriter) throws(IndexError) {
    var sections = sections
    sections.finish()
    for (id, part) in [
      (SegmentLayout.rows, sections.rows.table), (SegmentLayout.rowOffsets, sections.rows.offsets),
      (SegmentLayout.dates, sections.dates.table),
      (SegmentLayout.dateOffsets, sections.dates.offsets),
      (SegmentLayout.ids, sections.ids.table), (SegmentLayout.idOffsets, sections.ids.offsets),
    ] {
      try requireOffsets(part.count, of: "section tables")
      frame.begin(id)
      try frame.append(part.bytes)
    }
    guard sections.starts.count > 0 else { return }
    try requireOffsets(sections.starts.table.count, of: "starts in lines")
    frame.begin(SegmentLayout.starts)
    try frame.append(sections.starts.table.bytes)
    frame.begin(SegmentLayout.startOffsets)
    try frame.append(sections.starts.offsets.bytes)
  }

  private mutating func writeFiles(_ files: [FileRecord]) throws(IndexError) {
    var records = ByteWriter()
    var offsets = ByteWriter()
    for file in files {
      offsets.uint32(UInt32(clamping: records.count))
      file.write(to: &records)
    }
    try requireOffsets(records.count, of: "file records")
    frame.begin(SegmentLayout.files)
    try frame.append(records.bytes)
    frame.begin(SegmentLayout.fileOffsets)
    try frame.append(offsets.bytes)
  }

  /// Begins the next section of the current term.
  @inline(__always)
  mutating func beginSection(_ section: UInt32) { encoder.beginSection(section) }

  /// One occurrence of the current term in the current section.
  @inline(__always)
  mutating func addOccurrence(_ position: UInt32) { encoder.addOccurrence(position) }

  /// Ends the current term.
  mutating func endTerm(_ term: ArraySlice<UInt8>, wordStarts: Int) throws(IndexError) {
    let info = encoder.finish(
      wordStarts: wordStarts, into: &postings, base: frame.offset + postings.count)
    try requireOffsets(info.docBytes, of: "postings of one term")
    try requireOffsets(info.positionBytes, of: "positions of one term")
    let shared = dictionary.sharedBytes(term)
    beginnings?.append(term, after: dictionary.last, shared: shared)
    dictionary.append(term, info, shared: shared)
    if postings.count >= Self.flushBytes {
      try frame.append(postings.bytes)
      postings.removeAll()
    }
  }

  private mutating func writeBeginnings() throws(IndexError) {
    guard let (table, keys) = beginnings?.finish(after: dictionary.last), keys.count > 0 else {
      return
    }
    try requireOffsets(table.count, of: "beginnings")
    frame.begin(SegmentLayout.beginnings)
    try frame.append(table.bytes)
    frame.begin(SegmentLayout.beginningKeys)
    try frame.append(keys.bytes)
  }

  /// Offsets inside a part are 32 bits.
  private func requireOffsets(_ bytes: Int, of part: String) throws(IndexError) {
    guard bytes < Int(UInt32.max) else {
      throw IndexError(
        .tooLarge, path: path, detail: "\(bytes) bytes of \(part), more than 4 GiB",
        remedy: "split the corpus into several indexes")
    }
  }

  /// Writes the dictionary and the counts, and makes the file durable.
  mutating func finish() throws(IndexError) -> SegmentFileInfo {
    try frame.append(postings.bytes)
    dictionary.finish()
    try requireOffsets(dictionary.terms.count, of: "terms")
    summary.terms = dictionary.count
    frame.begin(SegmentLayout.terms)
    try frame.append(dictionary.terms.bytes)
    frame.begin(SegmentLayout.termBlocks)
    try frame.append(dictionary.blocks.bytes)
    try writeBeginnings()
    frame.begin(SegmentLayout.summary)
    var writer = ByteWriter()
    summary.write(to: &writer)
    try frame.append(writer.bytes)
    let file = try frame.finish()
    return SegmentFileInfo(
      path: path, bytes: file.bytes, checksum: file.checksum, summary: summary)
  }
}

/// A finished segment file, still under the name it was written to.
public struct SegmentFileInfo: Sendable {
  /// Where it is.
  public let path: String
  /// Size in bytes.
  public let bytes: Int
  /// The footer's checksum.
  public let checksum: UInt64
  let summary: SegmentSummary
  /// Sections in it.
  public var sections: Int { summary.sections }
  /// Files in it, with and without sections.
  public var files: Int { summary.files }
}
