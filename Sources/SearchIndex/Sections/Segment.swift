import IndexBytes
import Synchronization
import TextAnalysis

/// One immutable segment, opened for reading.
final class Segment: Sendable {
  let file: FramedFile
  let summary: SegmentSummary
  let dictionary: TermDictionary
  let beginnings: BeginningTable

  let ids: ColumnTable
  private let rows: ColumnTable
  private let dates: ColumnTable
  private let starts: ColumnTable
  private let lengthsSection: Range<Int>
  private let areLengthsChecked = Atomic<Bool>(false)
  /// Where lengths are read.
  let lengthTable: LengthTable
  /// Whether the blocks of postings have norms; see `LengthNorm`.
  let hasNorms: Bool
  private let fileOffsets: Range<Int>
  private let files: Range<Int>
  private let postings: Range<Int>
  let storedBlocks: Range<Int>
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
    beginnings = BeginningTable(file, sections: summary.sections)
    rows = ColumnTable(
      file, table: SegmentLayout.rows, offsets: SegmentLayout.rowOffsets, rows: summary.sections)
    dates = ColumnTable(
      file, table: SegmentLayout.dates, offsets: SegmentLayout.dateOffsets, rows: summary.sections)
    starts = ColumnTable(
      file, table: SegmentLayout.starts, offsets: SegmentLayout.startOffsets,
      rows: summary.sections)
    ids = ColumnTable(
      file, table: SegmentLayout.ids, offsets: SegmentLayout.idOffsets, rows: summary.sections)
    lengthsSection = file.section(SegmentLayout.lengths)
    lengthTable = LengthTable(lengthsSection, sections: summary.sections)
    hasNorms = file.version >= SegmentLayout.firstWithNorms
    fileOffsets = file.section(SegmentLayout.fileOffsets)
    files = file.section(SegmentLayout.files)
    postings = file.section(SegmentLayout.postings)
    storedBlocks = file.section(SegmentLayout.storedBlocks)
    storedTable = file.section(SegmentLayout.storedTable)
    guard !reader.failed, summary.sections <= IndexLimits.sectionsPerSegment,
      rows.hasWholeOffsets(mayBeEmpty: false), dates.hasWholeOffsets(mayBeEmpty: true),
      ids.hasWholeOffsets(mayBeEmpty: true), starts.hasWholeOffsets(mayBeEmpty: true),
      lengthsSection.count == summary.sections << lengthTable.shift,
      fileOffsets.count.isMultiple(of: 4), fileOffsets.count / 4 == summary.files
    else {
      throw file.corrupt(
        at: place.lowerBound, expected: "tables of the summary's sizes", found: "other sizes")
    }
  }

  /// What the norms of its blocks are made with; nil where it has none.
  var norm: LengthNorm? {
    hasNorms ? LengthNorm(tokens: summary.tokens, sections: summary.sections) : nil
  }

  /// Makes the lengths of `sections` readable without further checks.
  func requireLengths(_ sections: Range<Int>) throws(IndexError) {
    let base = lengthsSection.lowerBound
    let shift = lengthTable.shift
    try file.require(base + sections.lowerBound << shift..<base + sections.upperBound << shift)
  }

  /// The same of all sections. O(sections / 4,096) the first time, then O(1).
  func requireAllLengths() throws(IndexError) {
    if areLengthsChecked.load(ordering: .relaxed) { return }
    try requireLengths(0..<summary.sections)
    areLengthsChecked.store(true, ordering: .relaxed)
  }

  /// Length of a section in tokens.
  func length(_ section: Int) throws(IndexError) -> Int {
    try requireLengths(section..<section + 1)
    return Int(lengthTable.length(file.view, section))
  }

  /// All lengths. O(sections).
  func allLengths() throws(IndexError) -> [UInt32] {
    try file.require(lengthsSection)
    return (0..<summary.sections).map { lengthTable.length(file.view, $0) }
  }

  /// The row of a section. O(1).
  func row(_ section: Int) throws(IndexError) -> SectionRow {
    let block = try rowBlock(section / Column.block)
    var row = block.row(file.view, section % Column.block)
    guard row.file < summary.files else {
      throw file.corrupt(
        at: nil, expected: "a file below \(summary.files)", found: "file \(row.file)")
    }
    row.date = try date(section)
    row.bodyOffset = try bodyOffset(section)
    return row
  }

  /// How far into its line the body of a section starts. O(1).
  private func bodyOffset(_ section: Int) throws(IndexError) -> LineOffset {
    if starts.isEmpty { return LineOffset() }
    let (number, index) = section.quotientAndRemainder(dividingBy: Column.block)
    var (reader, end) = try starts.open(number)
    let count = starts.size(ofBlock: number)
    let bytes = Column(&reader, count: count)
    let scalars = Column(&reader, count: count)
    let utf16 = Column(&reader, count: count)
    try starts.check(reader, readTo: end, number)
    let offset = LineOffset(
      bytes: bytes.value(file.view, index), scalars: scalars.value(file.view, index),
      utf16: utf16.value(file.view, index))
    let possible = 0..<1 << 60
    guard [offset.bytes, offset.scalars, offset.utf16].allSatisfy(possible.contains) else {
      throw starts.damaged(number)
    }
    return offset
  }

  /// The column of links' hashes of a block of rows.
  func linkColumn(_ number: Int) throws(IndexError) -> Column {
    var (reader, end) = try rows.open(number)
    let count = rows.size(ofBlock: number)
    for _ in 1..<SectionRow.columns { _ = Column(&reader, count: count) }
    let column = Column(&reader, count: count)
    try rows.check(reader, readTo: end, number)
    return column
  }

  /// The columns of 128 rows; what they say is not checked.
  func rowBlock(_ number: Int) throws(IndexError) -> SectionRowBlock {
    var (reader, end) = try rows.open(number)
    let block = SectionRowBlock(&reader, count: rows.size(ofBlock: number))
    try rows.check(reader, readTo: end, number)
    return block
  }

  /// The number of a section's file, without the rest of its row. O(1).
  func fileNumber(_ section: Int) throws(IndexError) -> UInt32 {
    let number = section / Column.block
    var (reader, end) = try rows.open(number)
    let column = Column(&reader, count: rows.size(ofBlock: number))
    let found = column.value(file.view, section % Column.block)
    guard !reader.failed, reader.offset <= end, found >= 0, found < summary.files else {
      throw rows.damaged(number)
    }
    return UInt32(found)
  }

  /// Days since 1970-01-01 of a section, without the rest of its row. O(1).
  func date(_ section: Int) throws(IndexError) -> Int32 {
    guard let column = try dateColumn(section / Column.block) else { return SectionRow.noDate }
    return DateNumber.date(column.value(file.view, section % Column.block))
  }

  /// The dates of 128 sections; nil where none of the segment has one.
  func dateColumn(_ number: Int) throws(IndexError) -> Column? {
    if dates.isEmpty { return nil }
    var (reader, end) = try dates.open(number)
    let column = Column(&reader, count: dates.size(ofBlock: number))
    try dates.check(reader, readTo: end, number)
    return column
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
    guard !reader.failed, record.firstSection <= summary.sections,
      record.sections <= summary.sections - record.firstSection
    else {
      throw file.corrupt(at: start, expected: "a file record", found: "other bytes")
    }
    return record
  }

  /// Where a term's postings are; their pages are checked.
  func require(_ info: TermInfo) throws(IndexError) {
    let end = info.offset &+ info.docBytes
    guard info.offset >= postings.lowerBound, info.offset <= end, end <= postings.upperBound,
      info.sections <= summary.sections
    else {
      throw file.corrupt(at: info.offset, expected: "postings", found: "another place")
    }
    try file.require(info.offset..<end)
  }

  /// Where a term's positions are; their pages are checked.
  func requirePositions(_ info: TermInfo) throws(IndexError) {
    let start = info.offset &+ info.docBytes
    let end = start &+ info.positionBytes
    guard start >= postings.lowerBound, start <= end, end <= postings.upperBound else {
      throw file.corrupt(at: start, expected: "positions", found: "another place")
    }
    try file.require(start..<end)
  }

  /// Number of stored blocks.
  var storedBlockCount: Int { storedTable.count / StoredTextWriter.tableEntry }

  /// Bytes of the largest stored block when it is unpacked, which no stored record exceeds; 0 where
  /// none is stored. O(blocks).
  func largestStoredBlock() throws(IndexError) -> Int {
    try file.require(storedTable)
    var largest: UInt32 = 0
    for number in 0..<storedBlockCount {
      let place = storedTable.lowerBound + number * StoredTextWriter.tableEntry
      largest = max(largest, file.view.uint32(place + 8))
    }
    return Int(largest)
  }

  /// Offset in the file of a stored block below `storedBlockCount`.
  func storedOffset(_ number: Int) throws(IndexError) -> Int {
    let place = storedTable.lowerBound + number * StoredTextWriter.tableEntry
    try file.require(place..<place + 8)
    let offset = min(file.view.uint64(place), UInt64(storedBlocks.count))
    return storedBlocks.lowerBound + Int(offset)
  }

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
    let start = blockStart(place)
    var end = storedBlocks.upperBound
    if number + 1 < storedBlockCount {
      let next = place + StoredTextWriter.tableEntry
      try file.require(next..<next + 8)
      end = blockStart(next)
    }
    guard start >= storedBlocks.lowerBound, start <= end, end <= storedBlocks.upperBound,
      let view = file.view.slice(start, end - start)
    else { throw file.corrupt(at: place, expected: "a stored block", found: "none") }
    try file.require(start..<end)
    return (view, Int(file.view.uint32(place + 8)), Int(file.view.uint32(place + 12)))
  }

  /// Where an entry of the table says that its block begins; any number, in a damaged table.
  private func blockStart(_ place: Int) -> Int {
    storedBlocks.lowerBound &+ Int(truncatingIfNeeded: file.view.uint64(place))
  }

  /// The raw bytes of a stored block. O(block).
  func rawBlock(
    _ number: Int, _ decompressor: borrowing ZstdDecompressor = ZstdDecompressor()
  ) throws(IndexError) -> [UInt8] {
    let block = try storedBlock(number)
    guard block.rawBytes <= 1 << 30,
      let raw = decompressor.decompress(block.view, count: block.rawBytes)
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
  ///
  /// - Parameters:
  ///   - row: The section's.
  ///   - raw: The bytes.
  ///   - withNames: Whether its authors and tags are wanted.
  /// - Returns: The record.
  /// - Throws: `.corrupt` where the bytes are none.
  func record(
    _ row: SectionRow, in raw: [UInt8], withNames: Bool = true
  ) throws(IndexError) -> StoredRecord {
    let record = raw.withByteView { view -> StoredRecord? in
      guard let slice = view.slice(Int(row.blockOffset), view.count - Int(row.blockOffset))
      else { return nil }
      var reader = ByteReader(slice)
      let record = StoredRecord(&reader, withNames: withNames)
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
    let parts = [
      ("postings", postings.count), ("terms", terms + blocks + beginnings.bytes),
      ("stored text", storedBlocks.count + storedTable.count), ("lengths", lengthsSection.count),
      ("sections", rows.bytes + dates.bytes + starts.bytes + ids.bytes),
      ("files", files.count + fileOffsets.count),
    ]
    let rest = file.view.count - parts.reduce(0) { $0 + $1.1 }
    return parts + [("checksums", rest)]
  }
}
