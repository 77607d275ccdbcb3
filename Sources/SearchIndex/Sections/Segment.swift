import IndexBytes

/// One immutable segment, opened for reading.
final class Segment: Sendable {
  let file: FramedFile
  let summary: SegmentSummary
  let dictionary: TermDictionary

  private let rows: Range<Int>
  private let lengthsSection: Range<Int>
  private let fileOffsets: Range<Int>
  private let files: Range<Int>
  private let postings: Range<Int>
  private let storedBlocks: Range<Int>
  private let storedTable: Range<Int>

  /// Opens the segment at `path`.
  ///
  /// - Throws: `IndexError` where the file is missing, damaged or of another version.
  init(_ fileSystem: any FileSystem, path: String) throws(IndexError) {
    let file = try FramedFile(
      fileSystem, path: path, kind: SegmentLayout.kind, versions: SegmentLayout.versions)
    let place = file.section(SegmentLayout.summary)
    try file.require(place)
    guard let view = file.view.slice(place.lowerBound, place.count) else {
      throw file.corrupt(at: place.lowerBound, expected: "a summary", found: "none")
    }
    var reader = ByteReader(view)
    let summary = SegmentSummary(&reader)
    self.file = file
    self.summary = summary
    dictionary = TermDictionary(file)
    rows = file.section(SegmentLayout.rows)
    lengthsSection = file.section(SegmentLayout.lengths)
    fileOffsets = file.section(SegmentLayout.fileOffsets)
    files = file.section(SegmentLayout.files)
    postings = file.section(SegmentLayout.postings)
    storedBlocks = file.section(SegmentLayout.storedBlocks)
    storedTable = file.section(SegmentLayout.storedTable)
    guard !reader.failed, rows.count == summary.sections * SectionRow.bytes,
      lengthsSection.count == summary.sections * 4,
      [0, summary.sections * 4].contains(file.section(SegmentLayout.idEnds).count),
      fileOffsets.count == summary.files * 4,
      summary.sections <= IndexLimits.sectionsPerSegment
    else {
      throw file.corrupt(
        at: place.lowerBound, expected: "tables of the summary's sizes", found: "other sizes")
    }
  }

  /// The table of lengths, all of it readable without further checks; checks its pages in
  /// `sections` first.
  func requireLengths(_ sections: Range<Int>) throws(IndexError) {
    let base = lengthsSection.lowerBound
    try file.require(base + sections.lowerBound * 4..<base + sections.upperBound * 4)
  }

  /// Offset in the file of the table of lengths, u32 a section.
  var lengthsOffset: Int { lengthsSection.lowerBound }

  /// Length of a section in tokens.
  func length(_ section: Int) throws(IndexError) -> Int {
    try requireLengths(section..<section + 1)
    return Int(file.view.uint32(lengthsSection.lowerBound + section * 4))
  }

  /// All lengths. O(sections).
  func allLengths() throws(IndexError) -> [UInt32] {
    try file.require(lengthsSection)
    return (0..<summary.sections).map { file.view.uint32(lengthsSection.lowerBound + $0 * 4) }
  }

  /// The row of a section.
  func row(_ section: Int) throws(IndexError) -> SectionRow {
    let place = rows.lowerBound + section * SectionRow.bytes
    try file.require(place..<place + SectionRow.bytes)
    let row = SectionRow(file.view, at: place)
    guard row.file < summary.files else {
      throw file.corrupt(
        at: place, expected: "a file below \(summary.files)", found: "file \(row.file)")
    }
    return row
  }

  /// Days since 1970-01-01 of a section, without the rest of its row.
  func date(_ section: Int) throws(IndexError) -> Int32 {
    let place = rows.lowerBound + section * SectionRow.bytes + 16
    try file.require(place..<place + 4)
    return Int32(bitPattern: file.view.uint32(place))
  }

  /// The record of a file.
  func fileRecord(_ number: Int) throws(IndexError) -> FileRecord {
    let place = fileOffsets.lowerBound + number * 4
    try file.require(place..<place + 4)
    let start = files.lowerBound + Int(file.view.uint32(place))
    var end = files.upperBound
    if number + 1 < summary.files {
      try file.require(place + 4..<place + 8)
      end = files.lowerBound + Int(file.view.uint32(place + 4))
    }
    guard start <= end, let view = file.view.slice(start, end - start) else {
      throw file.corrupt(at: place, expected: "a file record", found: "none")
    }
    try file.require(start..<end)
    var reader = ByteReader(view)
    let record = FileRecord(&reader)
    guard !reader.failed, record.firstSection + record.sections <= summary.sections else {
      throw file.corrupt(at: start, expected: "a file record", found: "other bytes")
    }
    return record
  }

  /// Where a term's postings are; their pages are checked.
  func require(_ info: TermInfo) throws(IndexError) {
    let end = info.offset + info.docBytes
    guard info.offset >= postings.lowerBound, end <= postings.upperBound else {
      throw file.corrupt(at: info.offset, expected: "postings", found: "another place")
    }
    try file.require(info.offset..<end)
  }

  /// Where a term's positions are; their pages are checked.
  func requirePositions(_ info: TermInfo) throws(IndexError) {
    let start = info.offset + info.docBytes
    guard start >= postings.lowerBound, start + info.positionBytes <= postings.upperBound else {
      throw file.corrupt(at: start, expected: "positions", found: "another place")
    }
    try file.require(start..<start + info.positionBytes)
  }

  /// Number of stored blocks.
  var storedBlockCount: Int { storedTable.count / StoredTextWriter.tableEntry }

  /// A stored block as it is on disk.
  func storedBlock(
    _ number: Int
  ) throws(IndexError) -> (view: ByteView, rawBytes: Int, firstSection: Int) {
    let place = storedTable.lowerBound + number * StoredTextWriter.tableEntry
    guard number < storedBlockCount else {
      throw file.corrupt(
        at: place, expected: "a stored block below \(storedBlockCount)", found: "\(number)")
    }
    try file.require(place..<place + StoredTextWriter.tableEntry)
    let start = storedBlocks.lowerBound + Int(file.view.uint64(place))
    var end = storedBlocks.upperBound
    if number + 1 < storedBlockCount {
      let next = place + StoredTextWriter.tableEntry
      try file.require(next..<next + 8)
      end = storedBlocks.lowerBound + Int(file.view.uint64(next))
    }
    guard start <= end, end <= storedBlocks.upperBound,
      let view = file.view.slice(start, end - start)
    else { throw file.corrupt(at: place, expected: "a stored block", found: "none") }
    try file.require(start..<end)
    return (view, Int(file.view.uint32(place + 8)), Int(file.view.uint32(place + 12)))
  }

  /// The raw bytes of a stored block. O(block).
  func rawBlock(_ number: Int) throws(IndexError) -> [UInt8] {
    let block = try storedBlock(number)
    guard block.rawBytes <= 1 << 30, let raw = Zstd.decompress(block.view, count: block.rawBytes)
    else {
      throw file.corrupt(
        at: nil, expected: "stored block \(number) to decompress to \(block.rawBytes) bytes",
        found: "other data")
    }
    return raw
  }

  /// The stored record of a section. O(block).
  func record(_ section: Int) throws(IndexError) -> StoredRecord {
    let row = try row(section)
    return try record(row, in: try rawBlock(Int(row.block)))
  }

  /// The stored record of a section in the raw bytes of its block. O(record).
  func record(_ row: SectionRow, in raw: [UInt8]) throws(IndexError) -> StoredRecord {
    let record = raw.withByteView { view -> StoredRecord? in
      guard let slice = view.slice(Int(row.blockOffset), view.count - Int(row.blockOffset))
      else { return nil }
      var reader = ByteReader(slice)
      let record = StoredRecord(&reader)
      return reader.failed ? nil : record
    }
    guard let record else {
      throw file.corrupt(
        at: nil, expected: "a record at \(row.blockOffset) of stored block \(row.block)",
        found: "other data")
    }
    return record
  }

  /// Bytes of the file by part, for people.
  var partSizes: [(part: String, bytes: Int)] {
    let terms = file.section(SegmentLayout.terms).count
    let blocks = file.section(SegmentLayout.termBlocks).count
    let ids = file.section(SegmentLayout.ids).count + file.section(SegmentLayout.idEnds).count
    let parts = [
      ("postings", postings.count), ("terms", terms + blocks),
      ("stored text", storedBlocks.count + storedTable.count), ("lengths", lengthsSection.count),
      ("sections", rows.count + ids), ("files", files.count + fileOffsets.count),
    ]
    let rest = file.view.count - parts.reduce(0) { $0 + $1.1 }
    return parts + [("checksums", rest)]
  }
}
