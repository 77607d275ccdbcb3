import IndexBytes

/// Gathers stored records into compressed blocks.
///
///     storedBlocks := zstd-frame*
///     storedTable  := (offset:u64 rawBytes:u32 firstSection:u32)*      one a block, offset in storedBlocks
///
/// A block holds records of sections in a row, about 16 KiB raw: showing a hit unpacks one, and smaller
/// ones compress less. A larger record has a block of its own. In a merged segment, sections of
/// other blocks may stand between those of one.
struct StoredTextWriter: ~Copyable {
  static let blockBytes = 16 << 10
  static let tableEntry = 16

  private let compressor = ZstdCompressor()
  private var raw = ByteWriter(capacity: StoredTextWriter.blockBytes * 2)
  private var firstSection = 0
  private(set) var table = ByteWriter()
  private var blocks = 0
  private var written = 0
  /// Compressed bytes that the owner has not yet taken.
  var output: [UInt8] = []

  /// Begins the record of `section` and says where it will be.
  mutating func place(_ section: Int) -> (block: UInt32, offset: UInt32) {
    if raw.count >= Self.blockBytes { flush() }
    if raw.count == 0 { firstSection = section }
    return (UInt32(blocks), UInt32(raw.count))
  }

  /// Appends the fields of a record and its body.
  mutating func append(_ record: StoredRecord, body: Span<UInt8>) {
    raw.string(record.title)
    raw.string(record.link)
    raw.strings(record.headings)
    raw.strings(record.authors)
    raw.strings(record.tags)
    raw.varint(body.count)
    raw.append(body)
  }

  /// Appends a record that is already encoded.
  mutating func append(encoded: ByteView) { raw.append(encoded) }

  /// Appends a compressed block as it is, whose first record belongs to `section`.
  mutating func copy(_ block: ByteView, rawBytes: Int, firstSection section: Int) -> UInt32 {
    flush()
    addEntry(rawBytes: rawBytes, firstSection: section)
    for index in 0..<block.count { output.append(block.byte(index)) }
    written += block.count
    return UInt32(blocks - 1)
  }

  /// Ends the current block.
  mutating func flush() {
    guard raw.count > 0 else { return }
    addEntry(rawBytes: raw.count, firstSection: firstSection)
    written += compressor.compress(raw.bytes, into: &output)
    raw.removeAll()
  }

  private mutating func addEntry(rawBytes: Int, firstSection: Int) {
    table.uint64(UInt64(written))
    table.uint32(UInt32(rawBytes))
    table.uint32(UInt32(firstSection))
    blocks += 1
  }
}
