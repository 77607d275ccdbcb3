import IndexBytes
import TextAnalysis

/// What is known of a section without opening its stored text.
///
///     rows  := file ordinal firstLine bodyLine block blockOffset linkHash       columns
///     dates := date                                                             column
///     starts := bytes scalars utf16                                             columns
///
/// All are `ColumnTable`s. Dates stand apart, so that a search that filters by them touches nothing
/// else; there are none if no section has one. Nor are there starts if every body begins its line.
struct SectionRow: Equatable {
  /// Stands for no date.
  static let noDate = Int32.min
  static let columns = 7
  static let startColumns = 3

  /// Number of the file in its segment.
  var file: UInt32 = 0
  /// Number of the section in its file, from 1.
  var ordinal: UInt32 = 0
  /// Line of the heading, from 1.
  var firstLine: UInt32 = 0
  /// Line of the body's first byte.
  var bodyLine: UInt32 = 0
  /// How far into that line it is.
  var bodyOffset = LineOffset()
  /// Days since 1970-01-01.
  var date: Int32 = SectionRow.noDate
  /// Stored block of the record.
  var block: UInt32 = 0
  /// Offset of the record in the raw bytes of its block.
  var blockOffset: UInt32 = 0
  /// XXH3 of the link; 0 for none. Sections with the same link are found by it.
  var linkHash: UInt64 = 0
}

/// A date as a column holds it: 0 for none, and next to it the days around 1970, so that a block
/// in which some sections have no date stays narrow.
enum DateNumber {
  static func of(_ date: Int32) -> Int {
    date == SectionRow.noDate ? 0 : date >= 0 ? Int(date) + 1 : Int(date)
  }

  @inline(__always)
  static func date(_ number: Int) -> Int32 {
    number == 0 ? SectionRow.noDate : Int32(clamping: number > 0 ? number - 1 : number)
  }
}

/// The columns of a block of rows.
struct SectionRowBlock {
  private let file: Column
  private let ordinal: Column
  private let firstLine: Column
  private let bodyLine: Column
  private let block: Column
  private let blockOffset: Column
  private let linkHash: Column

  init(_ reader: inout ByteReader, count: Int) {
    file = Column(&reader, count: count)
    ordinal = Column(&reader, count: count)
    firstLine = Column(&reader, count: count)
    bodyLine = Column(&reader, count: count)
    block = Column(&reader, count: count)
    blockOffset = Column(&reader, count: count)
    linkHash = Column(&reader, count: count)
  }

  /// The row `index` of the block, without its date.
  func row(_ view: ByteView, _ index: Int) -> SectionRow {
    var row = SectionRow()
    row.file = UInt32(clamping: file.value(view, index))
    row.ordinal = UInt32(clamping: ordinal.value(view, index))
    row.firstLine = UInt32(clamping: firstLine.value(view, index))
    row.bodyLine = UInt32(clamping: bodyLine.value(view, index))
    row.block = UInt32(clamping: block.value(view, index))
    row.blockOffset = UInt32(clamping: blockOffset.value(view, index))
    row.linkHash = UInt64(UInt(bitPattern: linkHash.value(view, index)))
    return row
  }
}
