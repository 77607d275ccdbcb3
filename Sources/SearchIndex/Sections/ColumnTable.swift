import IndexBytes

/// Rows of integers that are read one at a time, packed in blocks of 128 rows.
///
///     table   := block*              columns one after the other; see `Column`
///     offsets := begin:u32*          where each block begins in `table`
///     block   := column^columns
struct ColumnTable: Sendable {
  private let file: FramedFile
  private let table: Range<Int>
  private let offsets: Range<Int>
  private let rows: Int

  init(_ file: FramedFile, table: UInt32, offsets: UInt32, rows: Int) {
    self.file = file
    self.table = file.section(table)
    self.offsets = file.section(offsets)
    self.rows = rows
  }

  /// Whether the table was left out, since it says nothing.
  var isEmpty: Bool { offsets.isEmpty }
  /// Bytes of the table.
  var bytes: Int { table.count + offsets.count }
  /// Whether there is an offset for each block, or none at all where that is allowed.
  func hasWholeOffsets(mayBeEmpty: Bool) -> Bool {
    offsets.count == Self.blocks(rows) * 4 || mayBeEmpty && bytes == 0
  }

  private static func blocks(_ rows: Int) -> Int { (rows + Column.block - 1) / Column.block }

  /// Rows in the block `number`.
  func size(ofBlock number: Int) -> Int { min(Column.block, rows - number * Column.block) }

  /// A reader over the file that stands at the block `number`, and where the block ends; its bytes
  /// are checked.
  func open(_ number: Int) throws(IndexError) -> (reader: ByteReader, end: Int) {
    let place = offsets.lowerBound + number * 4
    let isLast = (number + 1) * Column.block >= rows
    try file.require(place..<place + (isLast ? 4 : 8))
    let start = table.lowerBound + Int(file.view.uint32(place))
    let end = isLast ? table.upperBound : table.lowerBound + Int(file.view.uint32(place + 4))
    guard start < end, end <= table.upperBound else { throw damaged(number) }
    try file.require(start..<end)
    return (ByteReader(file.view, at: start), end)
  }

  /// Checks that a reader that has read the block `number` came to its end.
  @inline(__always)
  func check(_ reader: ByteReader, readTo end: Int, _ number: Int) throws(IndexError) {
    if reader.failed || reader.offset != end { throw damaged(number) }
  }

  func damaged(_ number: Int) -> IndexError {
    file.corrupt(
      at: offsets.lowerBound + number * 4, expected: "a block of packed rows",
      found: "bytes that are none")
  }
}

/// Builds a `ColumnTable` row by row; holds the packed blocks and one that is not full.
struct ColumnTableWriter {
  private let columns: Int
  private var pending: [Int]
  private var filled = 0
  private(set) var table = ByteWriter()
  private(set) var offsets = ByteWriter()
  private(set) var count = 0

  init(columns: Int) {
    self.columns = columns
    pending = [Int](repeating: 0, count: columns * Column.block)
  }

  /// Bytes held.
  var bytes: Int { table.count + offsets.count }

  /// Sets a number of the row that `endRow` appends.
  @inline(__always)
  mutating func set(_ column: Int, _ value: Int) {
    pending[column &* Column.block &+ filled] = value
  }

  /// Appends the row whose numbers were set.
  mutating func endRow() {
    filled += 1
    count += 1
    if filled == Column.block { flush() }
  }

  /// Packs the last rows; to be called once, at the end.
  mutating func finish() { if filled > 0 { flush() } }

  private mutating func flush() {
    offsets.uint32(UInt32(clamping: table.count))
    for column in 0..<columns {
      let start = column * Column.block
      Column.write(pending[start..<start + filled], to: &table)
    }
    filled = 0
  }
}
