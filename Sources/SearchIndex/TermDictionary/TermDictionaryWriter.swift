import IndexBytes

/// Builds the term dictionary from terms in ascending byte order.
///
///     terms      := block*
///     block      := count:u8 base:varint entry^count           count ≤ 16
///     entry      := heads:u8 shared:varint? suffix:varint? byte^suffix value
///     value      := (sections << 2 | repeats << 1 | hasStarts):varint
///                   (occurrences - sections):varint?           if repeats
///                   wordStarts:varint?                         if hasStarts
///                   (loneSection | docBytes):varint            the section if sections = 1
///                   positionBytes:varint
///     termBlocks := (key:u64 offset:u32)*                      one a block
///
/// `heads` has the number of leading bytes that the term has in common with the one before it in the
/// block in its high four bits, and the number of those that follow in its low four; 15 says that the
/// number follows as a varint, less 15.
/// `base` is where the first entry's postings start, and each entry's follow those of the entry
/// before. `key` is the first eight bytes of the block's first term, read as one big-endian number, zeros
/// after a shorter term: what a lookup searches before it opens a block.
struct TermDictionaryWriter {
  static let blockTerms = 16
  /// A number of bytes that does not fit into half a byte.
  static let long = 15

  private(set) var terms = ByteWriter()
  private(set) var blocks = ByteWriter()
  private(set) var count = 0
  /// The term appended last; empty before the first.
  private(set) var last: [UInt8] = []
  private var block = ByteWriter()
  private var inBlock = 0

  /// Leading bytes of a term that are those of the last one. O(bytes).
  func sharedBytes(_ term: ArraySlice<UInt8>) -> Int {
    let most = min(term.count, last.count)
    var shared = 0
    while shared < most, term[term.startIndex &+ shared] == last[shared] { shared &+= 1 }
    return shared
  }

  /// Appends a term, which must come after the one before.
  ///
  /// - Parameters:
  ///   - term: The term.
  ///   - info: Its value.
  ///   - shared: What `sharedBytes` says of it.
  mutating func append(_ term: ArraySlice<UInt8>, _ info: TermInfo, shared: Int) {
    if inBlock == Self.blockTerms { flush() }
    if inBlock == 0 { beginBlock(term, base: info.offset) }
    let shared = inBlock == 0 ? 0 : shared
    let suffix = term.count - shared
    block.byte(UInt8(min(shared, Self.long) << 4 | min(suffix, Self.long)))
    if shared >= Self.long { block.varint(shared - Self.long) }
    if suffix >= Self.long { block.varint(suffix - Self.long) }
    block.append(term.dropFirst(shared))
    writeValue(info)
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: term)
    inBlock += 1
    count += 1
  }

  private mutating func writeValue(_ info: TermInfo) {
    let repeats = info.occurrences - info.sections
    block.varint(info.sections << 2 | (repeats > 0 ? 2 : 0) | (info.wordStarts > 0 ? 1 : 0))
    if repeats > 0 { block.varint(repeats) }
    if info.wordStarts > 0 { block.varint(info.wordStarts) }
    block.varint(info.sections == 1 ? Int(info.loneSection) : info.docBytes)
    block.varint(info.positionBytes)
  }

  private mutating func beginBlock(_ term: ArraySlice<UInt8>, base: Int) {
    blocks.uint64(TermKey.of(term))
    blocks.uint32(UInt32(clamping: terms.count))
    block.varint(base)
  }

  /// Ends the last block; nothing can be appended afterwards.
  mutating func finish() { flush() }

  private mutating func flush() {
    guard inBlock > 0 else { return }
    terms.byte(UInt8(inBlock))
    terms.append(block.bytes)
    block.removeAll()
    inBlock = 0
  }
}

/// The first eight bytes of a term as one number that orders like the bytes.
enum TermKey {
  static func of(_ term: ArraySlice<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    var shift: UInt64 = 56
    for byte in term.prefix(8) {
      key |= UInt64(byte) << shift
      shift = shift &- 8
    }
    return key
  }

  /// Makes a key that of a term which has the first `shared` bytes of the one before, and behind them
  /// others.
  ///
  /// - Parameters:
  ///   - key: The key of the term before.
  ///   - shared: Bytes of it that stay.
  ///   - word: The bytes behind them, little-endian; those beyond `added` are any.
  ///   - added: How many there are.
  @inline(__always)
  static func replace(_ key: inout UInt64, from shared: Int, _ word: UInt64, _ added: Int) {
    if shared >= 8 { return }
    let kept = ~(UInt64.max >> UInt64(8 * shared))
    let fresh = word.byteSwapped & ~(UInt64.max >> UInt64(8 * added))
    key = key & kept | fresh >> UInt64(8 * shared)
  }

  /// The first bytes of a term that has the key, `count` of them and eight at most.
  static func bytes(_ key: UInt64, count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: key >> UInt64(56 - 8 * $0)) }
  }
}
