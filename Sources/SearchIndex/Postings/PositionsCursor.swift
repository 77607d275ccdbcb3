import IndexBytes

/// Reads the positions of single sections of one list: only what holds them is decoded.
///
/// Follows a `PostingsCursor` of the same list, or takes the numbers of sections in the list. Plain
/// bytes, like that.
struct PositionsCursor: BitwiseCopyable {
  /// Where each block's groups begin, counted from `groups`; nil for a list of one block.
  private let groupStarts: Column?
  private let groups: Int
  private let end: Int
  private let blocks: Int

  /// The block that the rest of the state is about; -1 before the first.
  private var block = -1
  /// Sections in it.
  private var size = 0
  /// Their frequencies less one: the list's, or, where that stands in another block, those in `own`.
  private var frequencies: FlatBuffer<UInt32>
  private var own: FlatBuffer<UInt32>?
  /// The block that `own` is of.
  private var ownBlock = -1

  /// Where its group of first positions is, and how many were read alone; -1 once `firsts` has all.
  private var start = 0
  private var firstsRead = 0
  private let firsts: FlatBuffer<UInt32>
  /// Where its groups of further positions begin, and how many positions they are; -1 where nobody
  /// asked.
  private var further = 0
  private var furtherCount = -1
  /// The group that `place` stands before, counted in the block, and how many of its numbers were read
  /// alone; -1 once `differences` has all.
  private var group = 0
  private var place = 0
  private var differencesRead = 0
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
    frequencies = firsts
  }

  /// Reads the positions of the section that `cursor` stands on into `values`.
  ///
  /// O(1) for a single occurrence, else O(occurrences of the section, and groups of its block).
  ///
  /// - Returns: Whether the bytes are what they should be.
  mutating func read(_ cursor: inout PostingsCursor, _ arena: FlatArena) -> Bool {
    read(cursor.index, ofBlock: cursor.block, &cursor, arena)
  }

  /// The same for the section with a number in the list, counted from 0, wherever the list's cursor
  /// stands.
  mutating func read(_ ordinal: Int, of list: inout PostingsCursor, _ arena: FlatArena) -> Bool {
    let size = PostingsLayout.block
    return read(ordinal % size, ofBlock: ordinal / size, &list, arena)
  }

  /// The first position in the section with a number in the list, or nil where the bytes are damaged.
  /// O(1): frequencies and further positions stay packed.
  mutating func first(_ ordinal: Int, of list: inout PostingsCursor) -> UInt32? {
    let number = ordinal / PostingsLayout.block
    guard number < blocks, block == number || open(number, &list) else { return nil }
    let index = ordinal % PostingsLayout.block
    return index < size ? first(index, list.view) : nil
  }

  private mutating func read(
    _ index: Int, ofBlock number: Int, _ list: inout PostingsCursor, _ arena: FlatArena
  ) -> Bool {
    count = 0
    guard number < blocks, findFrequencies(number, &list, arena) else { return false }
    if block != number, !open(number, &list) { return false }
    guard index < size, let first = first(index, list.view) else { return false }
    let more = Int(frequencies[index])
    if more >= values.count { values = arena.buffer(count: max(more + 1, values.count * 2)) }
    values[0] = first
    if more > 0, !copy(more, behind: index, list.view) { return false }
    count = more &+ 1
    return true
  }

  // MARK: Blocks

  /// Has the frequencies of a block, those of the list if it stands there.
  private mutating func findFrequencies(
    _ number: Int, _ list: inout PostingsCursor, _ arena: FlatArena
  ) -> Bool {
    if list.blockCount == 1 { list.openOnlyBlock() }
    if list.block == number {
      list.decodeFrequencies()
      frequencies = list.frequencies
      return !list.isDamaged
    }
    if ownBlock != number {
      let buffer = own ?? arena.buffer(count: BitPacking.blockSize)
      own = buffer
      ownBlock = -1
      guard list.unpackFrequencies(ofBlock: number, into: buffer) else { return false }
      ownBlock = number
    }
    if let own { frequencies = own }
    return true
  }

  /// Finds the groups of a block.
  private mutating func open(_ number: Int, _ list: inout PostingsCursor) -> Bool {
    block = -1
    guard groups <= end else { return false }
    size = list.blockCount > 1 ? list.size(ofBlock: number) : list.info.sections
    start = groups &+ (groupStarts?.value(list.view, number) ?? 0)
    guard start >= groups, start < end,
      let next = PatchedNumbers.end(
        list.view, at: start &+ 1, code: Int(list.view.byte(start)), count: size, end: end)
    else { return false }
    block = number
    further = next
    furtherCount = -1
    firstsRead = 0
    return true
  }

  // MARK: Positions

  /// So many of some packed numbers are read alone for the time that it takes to unpack them all.
  @inline(__always)
  private static func cheapReads(_ count: Int) -> Int {
    count == BitPacking.blockSize ? 4 : count >> 2
  }

  /// The first position in a section of the block; nil where the bytes are damaged.
  @inline(__always)
  private mutating func first(_ index: Int, _ view: ByteView) -> UInt32? {
    if firstsRead < 0 { return firsts[index] }
    firstsRead &+= 1
    let isRead = Self.numbers(
      index..<index &+ 1, view, at: start, count: size, end: end, all: firstsRead, into: firsts)
    if firstsRead > Self.cheapReads(size) { firstsRead = -1 }
    return isRead ? firsts[index] : nil
  }

  /// Reads some numbers of a group, or all of them where so many are read alone by now that this is
  /// cheaper.
  @inline(__always)
  private static func numbers(
    _ range: Range<Int>, _ view: ByteView, at place: Int, count: Int, end: Int, all read: Int,
    into output: FlatBuffer<UInt32>
  ) -> Bool {
    let code = Int(view.byte(place))
    if read <= cheapReads(count) {
      return PatchedNumbers.read(
        range, view, at: place &+ 1, code: code, count: count, into: output)
    }
    return PatchedNumbers.unpack(
      view, at: place &+ 1, code: code, count: count, end: end, into: output) != nil
  }

  /// Puts the further positions of a section behind its first.
  private mutating func copy(_ more: Int, behind index: Int, _ view: ByteView) -> Bool {
    let before = sum(0, index)
    if furtherCount < 0 {
      furtherCount = before &+ sum(index, size)
      rewind()
    }
    guard before &+ more <= furtherCount else { return false }
    var position = values[0]
    var taken = 0
    while taken < more {
      let number = before &+ taken
      let start = number % BitPacking.blockSize
      let some = min(more &- taken, BitPacking.blockSize &- start)
      guard decode(number / BitPacking.blockSize, start..<start &+ some, view) else { return false }
      for offset in 0..<some {
        position = position &+ differences[start &+ offset]
        values[taken &+ offset &+ 1] = position
      }
      taken &+= some
    }
    return true
  }

  /// Further positions of the block's sections from `start` up to `end`. They are less than 2^32, or the
  /// list is damaged and a wrong sum is as good as any: what is read by it stays within the block's.
  private mutating func sum(_ start: Int, _ end: Int) -> Int {
    var sums = SIMD4<UInt32>.zero
    var place = start
    while place &+ 8 <= end {
      sums = sums &+ frequencies[lanes: place] &+ frequencies[lanes: place &+ 4]
      place &+= 8
    }
    var sum = Int(sums[0]) &+ Int(sums[1]) &+ Int(sums[2]) &+ Int(sums[3])
    while place < end {
      sum &+= Int(frequencies[place])
      place &+= 1
    }
    return sum
  }

  /// Goes back before the block's first group of further positions.
  private mutating func rewind() {
    group = 0
    place = further
    differencesRead = 0
  }

  /// Reads some numbers of a group of further positions.
  private mutating func decode(_ wanted: Int, _ range: Range<Int>, _ view: ByteView) -> Bool {
    if wanted < group { rewind() }
    while group < wanted {
      guard let next = groupEnd(view) else { return false }
      place = next
      group &+= 1
      differencesRead = 0
    }
    if differencesRead < 0 { return true }
    guard groupEnd(view) != nil else { return false }
    differencesRead &+= range.count
    let count = groupSize
    let isRead = Self.numbers(
      range, view, at: place, count: count, end: end, all: differencesRead, into: differences)
    if differencesRead > Self.cheapReads(count) { differencesRead = -1 }
    return isRead
  }

  /// Numbers of the group that `place` stands before.
  private var groupSize: Int {
    @inline(__always) mutating get {
      min(BitPacking.blockSize, furtherCount &- group &* BitPacking.blockSize)
    }
  }

  /// Where that group ends; nil where it is damaged.
  private mutating func groupEnd(_ view: ByteView) -> Int? {
    guard place < end else { return nil }
    return PatchedNumbers.end(
      view, at: place &+ 1, code: Int(view.byte(place)), count: groupSize, end: end)
  }
}
