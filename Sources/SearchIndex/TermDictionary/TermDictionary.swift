import IndexBytes

/// Here is a term, give me where its postings are; see `TermDictionaryWriter` for the bytes.
struct TermDictionary: Sendable {
  static let entryBytes = 12

  let file: FramedFile
  private let terms: Range<Int>
  private let table: Range<Int>
  /// Blocks of terms.
  let blockCount: Int

  init(_ file: FramedFile) {
    self.file = file
    terms = file.section(SegmentLayout.terms)
    table = file.section(SegmentLayout.termBlocks)
    blockCount = table.count / Self.entryBytes
  }

  /// The value of `term`, or nil where no section holds it.
  ///
  /// O(log blocks + terms a block), no allocation but the key's.
  func lookup(_ term: [UInt8]) throws(IndexError) -> TermInfo? {
    guard let block = try block(of: term) else { return nil }
    var reader = try blockReader(block)
    let count = Int(reader.byte())
    var offset = reader.varint()
    var matched = 0
    for _ in 0..<count {
      let (shared, suffix) = Self.readTerm(&reader)
      let info = Self.readValue(&reader, &offset)
      if reader.failed { throw damaged(block) }
      // `matched` bytes of `term` equal the entry before; an entry that shares fewer is greater.
      if shared < matched { return nil }
      if shared > matched { continue }
      let order = Self.compare(suffix, term, from: shared, &matched)
      if order == 0 { return info }
      if order > 0 { return nil }
    }
    return nil
  }

  /// The order of an entry whose first `from` bytes equal the term's; `matched` becomes the
  /// number of leading bytes they share.
  private static func compare(
    _ suffix: ByteView, _ term: [UInt8], from: Int, _ matched: inout Int
  ) -> Int {
    var index = 0
    while index < suffix.count, from + index < term.count {
      let a = suffix.byte(index)
      let b = term[from + index]
      if a != b {
        matched = from + index
        return a < b ? -1 : 1
      }
      index += 1
    }
    matched = from + index
    return suffix.count + from - term.count
  }

  /// Reads how much of a term is that of the one before, and what follows it.
  @inline(__always)
  static func readTerm(_ reader: inout ByteReader) -> (shared: Int, suffix: ByteView) {
    let (shared, added) = readLengths(&reader)
    return (shared, reader.bytes(added))
  }

  /// Reads how many bytes of a term are those of the one before, and how many follow them.
  @inline(__always)
  static func readLengths(_ reader: inout ByteReader) -> (shared: Int, added: Int) {
    let heads = Int(reader.byte())
    var shared = heads >> 4
    var suffix = heads & TermDictionaryWriter.long
    if shared == TermDictionaryWriter.long { shared += min(reader.varint(), 1 << 32) }
    if suffix == TermDictionaryWriter.long { suffix += min(reader.varint(), 1 << 32) }
    return (shared, suffix)
  }

  /// Passes a value, whose varints are told by where bytes have no high bit.
  @inline(__always)
  static func skipValue(_ reader: inout ByteReader) {
    guard reader.view.count &- reader.offset >= 8 else { return skipValueByByte(&reader) }
    let word = reader.view.uint64(reader.offset)
    var ends = ~word & 0x8080_8080_8080_8080
    if word & 2 == 2 { ends &= ends &- 1 }
    if word & 1 == 1 { ends &= ends &- 1 }
    ends &= ends &- 1
    ends &= ends &- 1
    if ends == 0 { return skipValueByByte(&reader) }
    reader.offset &+= ends.trailingZeroBitCount >> 3 &+ 1
  }

  @inline(never)
  private static func skipValueByByte(_ reader: inout ByteReader) {
    var offset = 0
    _ = readValue(&reader, &offset)
  }

  @inline(__always)
  static func readValue(_ reader: inout ByteReader, _ offset: inout Int) -> TermInfo {
    var info = TermInfo()
    let head = reader.varint()
    info.sections = head >> 2
    info.occurrences = info.sections
    if head & 2 == 2 { info.occurrences = info.sections &+ reader.varint() }
    if head & 1 == 1 { info.wordStarts = reader.varint() }
    info.offset = offset
    let place = reader.varint()
    if info.sections == 1 {
      info.loneSection = UInt32(truncatingIfNeeded: place)
    } else {
      info.docBytes = place
    }
    info.positionBytes = reader.varint()
    offset = offset &+ info.docBytes &+ info.positionBytes
    return info
  }

  /// The last block whose first term is not after `term`.
  func block(of term: [UInt8]) throws(IndexError) -> Int? {
    let key = TermKey.of(term[...])
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      if try startsAfter(middle, term, key) { high = middle } else { low = middle + 1 }
    }
    return low == 0 ? nil : low - 1
  }

  /// Checks the keys of all blocks, for `checkedKey`. O(blocks / 340) after the first time.
  func requireKeys() throws(IndexError) { try file.require(table) }

  /// The key of a block's first term, which was checked, with all by `requireKeys`.
  @inline(__always)
  func checkedKey(_ block: Int) -> UInt64 {
    file.view.uint64(table.lowerBound &+ block &* Self.entryBytes)
  }

  /// The last block from `start` on whose key is less than `key`; `start` where there is none. The keys
  /// are checked. O(log blocks passed).
  func lastBlock(before key: UInt64, from start: Int) -> Int {
    gallop(from: start + 1, to: blockCount) { checkedKey($0) < key } - 1
  }

  private func startsAfter(_ block: Int, _ term: [UInt8], _ key: UInt64) throws(IndexError) -> Bool
  {
    let first = try self.key(block)
    if first != key { return first > key }
    var reader = try blockReader(block)
    _ = reader.byte()
    _ = reader.varint()
    let (_, view) = Self.readTerm(&reader)
    if reader.failed { throw damaged(block) }
    var matched = 0
    return Self.compare(view, term, from: 0, &matched) > 0
  }

  private func key(_ block: Int) throws(IndexError) -> UInt64 {
    let place = table.lowerBound + block * Self.entryBytes
    try file.require(place..<place + Self.entryBytes)
    return checkedKey(block)
  }

  private func start(_ block: Int) throws(IndexError) -> Int {
    guard block < blockCount else { return terms.upperBound }
    let place = table.lowerBound + block * Self.entryBytes
    try file.require(place..<place + Self.entryBytes)
    return terms.lowerBound + Int(file.view.uint32(place + 8))
  }

  /// A reader over the bytes of one block.
  func blockReader(_ block: Int) throws(IndexError) -> ByteReader {
    let (reader, end) = try open(block)
    guard let view = file.view.slice(reader.offset, end - reader.offset) else {
      throw damaged(block)
    }
    return ByteReader(view)
  }

  /// A reader over the file that stands at a block, and where the block ends.
  func open(_ block: Int) throws(IndexError) -> (reader: ByteReader, end: Int) {
    let start = try start(block)
    let end = try self.start(block + 1)
    guard start < end, end <= terms.upperBound else { throw damaged(block) }
    try file.require(start..<end)
    return (ByteReader(file.view, at: start), end)
  }

  func damaged(_ block: Int) -> IndexError {
    file.corrupt(
      at: table.lowerBound + block * Self.entryBytes, expected: "a block of terms",
      found: "bytes that are none")
  }
}
