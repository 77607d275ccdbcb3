import IndexBytes

/// Reads the positions of single sections of one list: only the groups that hold them are decoded.
///
/// Follows a `PostingsCursor` of the same list. Plain bytes, like that.
struct PositionsCursor: BitwiseCopyable {
  /// Where each block's groups begin, counted from `groups`; nil for a list of one block.
  private let groupStarts: Column?
  private let groups: Int
  private let end: Int
  private let blocks: Int

  /// The block that the rest of the state is about; -1 before the first.
  private var block = -1
  /// Occurrences in it.
  private var total = 0
  /// The group that `place` stands before, and the one that is decoded, counted in the block.
  private var group = 0
  private var place = 0
  private var decoded = -1
  /// Occurrences of the block before the section at `index`.
  private var before = 0
  private var index = 0
  private let differences: FlatBuffer<UInt32>

  /// Positions of the section read last, ascending; equal ones stand for a weighted occurrence.
  private(set) var values: FlatBuffer<UInt32>
  /// How many there are.
  private(set) var count = 0

  /// - Parameters:
  ///   - segment: The segment that has the list.
  ///   - info: Where the list is.
  ///   - arena: Owner of the buffers; must outlive the cursor.
  /// - Throws: `.corrupt` where the positions are not inside the segment.
  init(_ segment: Segment, _ info: TermInfo, arena: FlatArena) throws(IndexError) {
    try segment.requirePositions(info)
    let size = PostingsLayout.block
    blocks = info.sections > size ? (info.sections + size - 1) / size : 1
    let start = info.offset + info.docBytes
    end = start + info.positionBytes
    var reader = ByteReader(segment.file.view, at: start)
    groupStarts = blocks > 1 ? Column(&reader, count: blocks) : nil
    // A table that is damaged leaves no room for groups.
    groups = reader.failed ? end + 1 : reader.offset
    differences = arena.buffer(count: BitPacking.blockSize)
    values = arena.buffer(count: 32)
  }

  /// Reads the positions of the section that `cursor` stands on into `values`.
  ///
  /// O(occurrences of the section, and groups of its block).
  ///
  /// - Returns: Whether the bytes are what they should be.
  mutating func read(_ cursor: inout PostingsCursor, _ arena: FlatArena) -> Bool {
    cursor.decodeFrequencies()
    if cursor.isDamaged { return false }
    if block != cursor.block || cursor.index < index { open(cursor) }
    while index < cursor.index {
      before &+= Int(cursor.frequencies[index]) &+ 1
      index &+= 1
    }
    count = Int(cursor.frequencies[index]) + 1
    if count > values.count { values = arena.buffer(count: max(count, values.count * 2)) }
    if copy(cursor.view) { return true }
    count = 0
    return false
  }

  private mutating func open(_ cursor: PostingsCursor) {
    block = cursor.block
    total = cursor.blockSize
    for place in 0..<cursor.blockSize { total &+= Int(cursor.frequencies[place]) }
    before = 0
    index = 0
    rewind(cursor.view)
  }

  /// Goes back before the block's first group.
  private mutating func rewind(_ view: ByteView) {
    group = 0
    decoded = -1
    place = groups
    if groups <= end, block < blocks { place &+= groupStarts?.value(view, block) ?? 0 }
  }

  private mutating func copy(_ view: ByteView) -> Bool {
    var position: UInt32 = 0
    var taken = 0
    while taken < count {
      let occurrence = before &+ taken
      guard decode(occurrence / BitPacking.blockSize, view) else { return false }
      let start = occurrence % BitPacking.blockSize
      let some = min(count &- taken, BitPacking.blockSize &- start)
      for offset in 0..<some {
        position = position &+ differences[start &+ offset]
        values[taken &+ offset] = position
      }
      taken &+= some
    }
    return true
  }

  /// Decodes a group of the block.
  private mutating func decode(_ wanted: Int, _ view: ByteView) -> Bool {
    if wanted == decoded { return true }
    if wanted < group { rewind(view) }
    let size = BitPacking.blockSize
    while true {
      guard block < blocks, place < end, place >= groups else { return false }
      let code = Int(view.byte(place))
      let values = min(size, total &- group &* size)
      if group == wanted {
        decoded = wanted
        return PatchedNumbers.unpack(
          view, at: place &+ 1, code: code, count: values, end: end, into: differences) != nil
      }
      guard
        let next = PatchedNumbers.end(view, at: place &+ 1, code: code, count: values, end: end)
      else { return false }
      place = next
      group &+= 1
    }
  }
}
