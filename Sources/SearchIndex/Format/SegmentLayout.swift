import IndexBytes

/// What a segment file holds: the sections of its frame, by id. docs/FORMAT.md has the grammar.
enum SegmentLayout {
  /// `kind` in the frame's header.
  static let kind: UInt32 = 1
  /// Format version, with its history:
  /// 1: first.
  /// 2: rows, dates and ids in packed columns, lengths in one to four bytes, frequencies and positions
  ///    with exceptions, shorter entries of terms.
  /// 3: the first positions of sections apart from further ones.
  /// 4: bits for the gaps of dense blocks.
  /// 5: norms of blocks, in two bytes of the four of their smallest lengths.
  /// 6: the best sections of frequent beginnings of terms.
  static let version: UInt32 = 6
  static let versions: ClosedRange<UInt32> = 3...6
  static let firstWithNorms: UInt32 = 5

  /// Counts of the segment; see `SegmentSummary`.
  static let summary: UInt32 = 1
  /// Compressed blocks of stored records.
  static let storedBlocks: UInt32 = 2
  /// (offset in storedBlocks:u64, raw bytes:u32, first section:u32) a block.
  static let storedTable: UInt32 = 3
  /// File records, one after the other.
  static let files: UInt32 = 4
  /// Offset in `files`, u32 a file.
  static let fileOffsets: UInt32 = 5
  /// Rows of sections in packed columns; see `SectionRow`.
  static let rows: UInt32 = 6
  /// Length in tokens of every section; see `LengthTable`.
  static let lengths: UInt32 = 7
  /// Postings lists with their positions, in term order.
  static let postings: UInt32 = 8
  /// Front-coded blocks of terms.
  static let terms: UInt32 = 9
  /// (first eight bytes of the block's first term, big-endian:u64, offset in terms:u32) a block.
  static let termBlocks: UInt32 = 10
  /// Ids of records in blocks; see `SectionIDWriter`.
  static let ids: UInt32 = 11
  // 12 was version 1's table of the ends of ids.
  /// Where each block of `rows` begins, u32.
  static let rowOffsets: UInt32 = 13
  /// Dates of sections, a packed column, if any section has one.
  static let dates: UInt32 = 14
  /// Where each block of `dates` begins, u32.
  static let dateOffsets: UInt32 = 15
  /// Where each block of `ids` begins, u32.
  static let idOffsets: UInt32 = 16
  /// How far into their lines bodies start, packed columns, if any does not start where its line does.
  static let starts: UInt32 = 17
  /// Where each block of `starts` begins, u32.
  static let startOffsets: UInt32 = 18
  /// Beginnings of terms that have many postings, if there are any; see `BeginningTableWriter`.
  static let beginnings: UInt32 = 19
  /// (first eight bytes of the beginning, big-endian:u64, offset in beginnings:u32) a beginning.
  static let beginningKeys: UInt32 = 20
}

/// Limits of the format; passing one is an error, never a wrong answer.
public enum IndexLimits {
  /// Sections in one segment.
  public static let sectionsPerSegment = 0x7FFF_FFFE
  /// Bytes of a term, field mark included.
  public static let termBytes = 512
  /// Position of a token in its section.
  public static let position = 0x7FFF_FFF0
}

/// The counts of a segment.
struct SegmentSummary: Equatable {
  var sections = 0
  var files = 0
  var terms = 0
  /// Sum of the sections' lengths in tokens.
  var tokens = 0
  /// Smallest length of a section, for bounds of scores.
  var minLength = 0

  func write(to writer: inout ByteWriter) {
    for value in [sections, files, terms, tokens, minLength] { writer.varint(value) }
  }

  init() {}

  init(_ reader: inout ByteReader) {
    sections = reader.varint()
    files = reader.varint()
    terms = reader.varint()
    tokens = reader.varint()
    minLength = reader.varint()
  }
}
