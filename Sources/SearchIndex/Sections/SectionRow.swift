import IndexBytes

/// What is known of a section without opening its stored text: 48 bytes each.
///
///     row := file:u32 ordinal:u32 firstLine:u32 bodyLine:u32 date:i32
///            block:u32 blockOffset:u32 bodyStart:u64 bodyBytes:u32 linkHash:u64
///
/// `date` counts days since 1970-01-01, the smallest number standing for none; `block` and
/// `blockOffset` say where the stored record starts.
struct SectionRow: Equatable {
  static let bytes = 48
  static let noDate = Int32.min

  /// Number of the file in its segment.
  var file: UInt32 = 0
  /// Number of the section in its file, from 1.
  var ordinal: UInt32 = 0
  /// Line of the heading, from 1.
  var firstLine: UInt32 = 0
  /// Line of the body's first byte.
  var bodyLine: UInt32 = 0
  /// Days since 1970-01-01.
  var date: Int32 = SectionRow.noDate
  /// Stored block of the record.
  var block: UInt32 = 0
  /// Offset of the record in the raw bytes of its block.
  var blockOffset: UInt32 = 0
  /// Byte offset of the body in its file.
  var bodyStart: UInt64 = 0
  /// Bytes of the body.
  var bodyBytes: UInt32 = 0
  /// XXH3 of the link; 0 for none. Sections with the same link are found by it.
  var linkHash: UInt64 = 0

  init() {}

  init(_ view: ByteView, at offset: Int) {
    file = view.uint32(offset)
    ordinal = view.uint32(offset + 4)
    firstLine = view.uint32(offset + 8)
    bodyLine = view.uint32(offset + 12)
    date = Int32(bitPattern: view.uint32(offset + 16))
    block = view.uint32(offset + 20)
    blockOffset = view.uint32(offset + 24)
    bodyStart = view.uint64(offset + 28)
    bodyBytes = view.uint32(offset + 36)
    linkHash = view.uint64(offset + 40)
  }

  func write(to writer: inout ByteWriter) {
    writer.uint32(file)
    writer.uint32(ordinal)
    writer.uint32(firstLine)
    writer.uint32(bodyLine)
    writer.uint32(UInt32(bitPattern: date))
    writer.uint32(block)
    writer.uint32(blockOffset)
    writer.uint64(bodyStart)
    writer.uint32(bodyBytes)
    writer.uint64(linkHash)
  }
}
