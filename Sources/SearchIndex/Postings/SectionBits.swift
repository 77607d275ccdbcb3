import IndexBytes

/// Where the sections of a dense block are looked up without being listed: in its bits, or by their
/// distance from its first where all of them are neighbours.
struct SectionBits: BitwiseCopyable {
  /// Words that a block may have: what a width of 31 bits would take.
  static let mostWords = 62

  /// Words of bits; 0 for neighbours.
  private var words = 0
  private var place = 0
  /// What the first bit stands for.
  private var first: UInt32 = 0
  /// The last bit.
  private var limit: UInt32 = 0
  /// Sections before each word.
  private let ranks: FlatBuffer<UInt8>

  init(_ arena: FlatArena) { ranks = arena.buffer(count: Self.mostWords) }

  /// Points at the bits of a full block. O(words).
  ///
  /// - Parameters:
  ///   - view: The file.
  ///   - entry: What the list says of the block; its words are inside the view.
  /// - Returns: Whether they are as many sections as a block has, up to its last.
  mutating func open(_ view: ByteView, _ entry: SkipEntry) -> Bool {
    words = entry.words
    place = entry.start
    first = entry.first
    guard entry.hasItsWords else { return false }
    let reach = Int(entry.last &- first)
    limit = UInt32(truncatingIfNeeded: words == 0 ? reach : words &* 64 &- 1)
    if words == 0 { return true }
    var count = 0
    for word in 0..<words {
      ranks[word] = UInt8(truncatingIfNeeded: count)
      count &+= view.uint64(place &+ word &* 8).nonzeroBitCount
    }
    return count == PostingsLayout.block
      && view.uint64(place &+ reach >> 6 &* 8) &>> UInt64(reach & 63) == 1
  }

  /// The place in the block of a section that is not outside it, and 1 where the block has it, else 0.
  @inline(__always)
  func find(_ section: UInt32, _ view: ByteView) -> (place: Int, isThere: UInt32) {
    // Where skips are damaged it may be outside.
    let slot = min(section &- first, limit)
    if words == 0 { return (Int(slot), 1) }
    let word = view.uint64(place &+ Int(slot >> 6) &* 8)
    let bit = UInt64(slot & 63)
    let below = word & ((1 &<< bit) &- 1)
    return (
      Int(ranks[Int(slot >> 6)]) &+ below.nonzeroBitCount,
      UInt32(truncatingIfNeeded: word &>> bit) & 1
    )
  }
}
