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
  /// Where its group of first positions is, and how often it was asked for one.
  private var start = 0
  private var asked = 0
  /// The first position in each of its sections, from the second time on.
  private let firsts: FlatBuffer<UInt32>
  /// Where its groups of further positions begin, and how many positions they are; -1 where nobody asked.
  private var further = 0
  private var furtherCount = -1
  /// The group that `place` stands before, and the one that is decoded, counted in the block.
  private var group = 0
  private var place = 0
  private var decoded = -1
  /// Further positions of the block before the section at `index`.
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
    firsts = arena.buffer(count: BitPacking.blockSize)
    differences = arena.buffer(count: BitPacking.blockSize)
    values = arena.buffer(count: 32)
  }

  /// Reads the positions of the section that `cursor` stands on into `values`.
  ///
  /// O(1) for a single occurrence, else O(occurrences of the section, and groups of its block).
  ///
  /// - Returns: Whether the bytes are what they should be.
  mutating func read(_ cursor: inout PostingsCursor, _ arena: FlatArena) -> Bool {
    cursor.decodeFrequencies()
    if cursor.isDamaged { return false }
    count = 0
    if block != cursor.block, !open(cursor) { return false }
    let more = Int(cursor.frequencies[cursor.index])
    if more >= values.count { values = arena.buffer(count: max(more + 1, values.count * 2)) }
    guard let first = first(cursor) else { return false }
    values[0] = first
    if more > 0 {
      find(cursor)
      guard copy(more, cursor.view) else { return false }
    }
    count = more &+ 1
    return true
  }

  /// Finds the groups of the block that `cursor` stands in.
  private mutating func open(_ cursor: PostingsCursor) -> Bool {
    block = -1
    guard groups <= end, cursor.block < blocks else { return false }
    start = groups &+ (groupStarts?.value(cursor.view, cursor.block) ?? 0)
    guard start >= groups, start < end,
      let next = PatchedNumbers.end(
        cursor.view, at: start &+ 1, code: Int(cursor.view.byte(start)), count: cursor.blockSize,
        end: end)
    else { return false }
    block = cursor.block
    further = next
    furtherCount = -1
    asked = 0
    return true
  }

  /// The first position in the section that `cursor` stands on; nil where the bytes are damaged.
  ///
  /// Reads one number where it is the only one, and unpacks all of them when a second is asked for.
  @inline(__always)
  private mutating func first(_ cursor: PostingsCursor) -> UInt32? {
    if asked < 2 {
      asked &+= 1
      let code = Int(cursor.view.byte(start))
      if asked == 1 {
        return PatchedNumbers.number(
          cursor.index, cursor.view, at: start &+ 1, code: code, count: cursor.blockSize, end: end)
      }
      guard
        PatchedNumbers.unpack(
          cursor.view, at: start &+ 1, code: code, count: cursor.blockSize, end: end, into: firsts)
          != nil
      else { return nil }
    }
    return firsts[cursor.index]
  }

  /// Counts the block's further positions before the section that `cursor` stands on.
  private mutating func find(_ cursor: PostingsCursor) {
    if furtherCount < 0 {
      furtherCount = 0
      for place in 0..<cursor.blockSize { furtherCount &+= Int(cursor.frequencies[place]) }
      rewind()
      index = cursor.blockSize
    }
    if cursor.index < index {
      before = 0
      index = 0
    }
    while index < cursor.index {
      before &+= Int(cursor.frequencies[index])
      index &+= 1
    }
  }

  /// Goes back before the block's first group of further positions.
  private mutating func rewind() {
    group = 0
    decoded = -1
    place = further
  }

  /// Puts further positions behind the first.
  private mutating func copy(_ more: Int, _ view: ByteView) -> Bool {
    var position = values[0]
    var taken = 0
    while taken < more {
      let number = before &+ taken
      guard decode(number / BitPacking.blockSize, view) else { return false }
      let start = number % BitPacking.blockSize
      let some = min(more &- taken, BitPacking.blockSize &- start)
      for offset in 0..<some {
        position = position &+ differences[start &+ offset]
        values[taken &+ offset &+ 1] = position
      }
      taken &+= some
    }
    return true
  }

  /// Decodes a group of further positions.
  private mutating func decode(_ wanted: Int, _ view: ByteView) -> Bool {
    if wanted == decoded { return true }
    if wanted < group { rewind() }
    let size = BitPacking.blockSize
    while true {
      guard place < end else { return false }
      let code = Int(view.byte(place))
      let values = min(size, furtherCount &- group &* size)
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
