import IndexBytes

/// Walks one term's postings in ascending order of sections, with skips.
///
/// Before the first `next` or `advance` the cursor stands before the list; at the end `section`
/// is `noMoreSections`, and stays so. Damage that the checksums did not catch ends the list and sets
/// `isDamaged`, which a search checks once at its end. Holds offsets and flat buffers only: no
/// reference is counted in the loops that move it.
struct PostingsCursor {
  static let noMoreSections = UInt32.max

  private let view: ByteView
  private(set) var info: TermInfo
  private let sectionLimit: UInt32
  /// Blocks of the list; a list without skips is one block.
  private(set) var blockCount = 0
  private var skips = 0
  private var data = 0

  /// Sections of the current block.
  let sections: FlatBuffer<UInt32>
  /// Their frequencies less one.
  let frequencies: FlatBuffer<UInt32>
  /// The block that is decoded; -1 before the first.
  private(set) var block = -1
  /// Sections in it.
  private(set) var blockSize = 0
  /// Place in it.
  private(set) var index = -1
  /// The current section.
  private(set) var section: UInt32 = 0
  private(set) var isDamaged = false

  private var positions = PositionsBlock()

  /// A cursor before the list `info` of `segment`.
  ///
  /// - Parameters:
  ///   - segment: The segment that has the list.
  ///   - info: Where the list is.
  ///   - arena: Owner of the cursor's buffers; must outlive it.
  /// - Throws: `.corrupt` where the list is not inside the segment.
  init(_ segment: Segment, _ info: TermInfo, arena: FlatArena) throws(IndexError) {
    view = segment.file.view
    self.info = info
    sectionLimit = UInt32(segment.summary.sections)
    sections = arena.buffer(of: 0, count: PostingsLayout.block + 4)
    frequencies = arena.buffer(of: 0, count: PostingsLayout.block + 4)
    try reopen(segment, info)
  }

  /// Stands before another list of the same segment; the buffers are used again.
  mutating func reopen(_ segment: Segment, _ info: TermInfo) throws(IndexError) {
    try segment.require(info)
    self.info = info
    block = -1
    blockSize = 0
    index = -1
    section = 0
    let size = PostingsLayout.block
    let long = info.sections > size
    blockCount = long ? (info.sections + size - 1) / size : 1
    skips = info.offset + PostingsLayout.listMaxBytes
    data = long ? skips + blockCount * PostingsLayout.skipBytes : info.offset
    guard info.sections > 0, !long || data <= info.offset + info.docBytes else {
      throw segment.file.corrupt(
        at: info.offset, expected: "\(blockCount) skip entries",
        found: "\(info.docBytes) bytes of postings")
    }
  }

  /// Moves to the next section.
  @inline(__always)
  mutating func next() {
    index &+= 1
    if index < blockSize {
      section = sections[index]
    } else {
      load(block &+ 1)
    }
  }

  /// Moves to the first section not before `target`; does nothing where it stands there already.
  @inline(__always)
  mutating func advance(to target: UInt32) {
    if index >= 0 && section >= target { return }
    if index < 0 || target > sections[blockSize &- 1] {
      load(findBlock(target))
      if section >= target { return }
      // A list without skips is only known to end before the target once it is decoded.
      if target > sections[blockSize &- 1] { return end() }
    }
    var low = index
    var high = blockSize &- 1
    while low < high {
      let middle = (low &+ high) >> 1
      if sections[middle] < target { low = middle &+ 1 } else { high = middle }
    }
    index = low
    section = sections[low]
  }

  /// Moves to a place of the current block, or to the next block where that is its end.
  @inline(__always)
  mutating func move(to place: Int) {
    index = place &- 1
    next()
  }

  /// How often the term occurs in the current section, weighted by field.
  @inline(__always)
  var frequency: UInt32 { frequencies[index] &+ 1 }

  // MARK: Skips

  /// The last section of a block of a list with skips.
  @inline(__always)
  private func lastSection(_ block: Int) -> UInt32 {
    view.uint32(skips &+ block &* PostingsLayout.skipBytes)
  }

  /// The first block from the current one on that reaches `target`; `blockCount` if none does.
  private func findBlock(_ target: UInt32) -> Int {
    if blockCount == 1 { return index < 0 ? 0 : 1 }
    return findBlock(target, from: max(0, block))
  }

  /// The first block from `start` on whose last section is not before `target`. O(log distance).
  func findBlock(_ target: UInt32, from start: Int) -> Int {
    if blockCount == 1 { return start }
    var low = start
    var step = 1
    var high = start
    while high < blockCount, lastSection(high) < target {
      low = high &+ 1
      high = high &+ step
      step = step &* 2
    }
    high = min(high, blockCount)
    while low < high {
      let middle = (low &+ high) >> 1
      if lastSection(middle) < target { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// The last section a block covers.
  @inline(__always)
  func end(ofBlock block: Int) -> UInt32 {
    blockCount == 1 ? sectionLimit : lastSection(block)
  }

  /// What bounds the scores of a block: its largest frequency and smallest length. A frequency of
  /// `UInt32.max` stands for one that is not known. Needs a list with skips.
  @inline(__always)
  func maxima(ofBlock block: Int) -> (frequency: UInt32, length: UInt32) {
    let entry = skips &+ block &* PostingsLayout.skipBytes
    let frequency = view.uint32(entry &+ 8) & 0xFFFF
    return (
      frequency == PostingsLayout.maxStoredFrequency ? .max : frequency, view.uint32(entry &+ 12)
    )
  }

  /// What bounds the scores of the whole list; for a list without skips the length is 0.
  mutating func listMaxima() -> (frequency: UInt32, length: UInt32) {
    if blockCount > 1 { return (view.uint32(info.offset), view.uint32(info.offset &+ 4)) }
    if block < 0 { load(0) }
    var largest: UInt32 = 0
    for index in 0..<blockSize { largest = max(largest, frequencies[index]) }
    index = -1
    return (largest &+ 1, 0)
  }

  // MARK: Decoding

  private mutating func end() {
    section = Self.noMoreSections
    index = 0
    blockSize = 0
    block = blockCount
    sections[0] = Self.noMoreSections
    blockSize = 1
  }

  private mutating func damaged() {
    isDamaged = true
    end()
  }

  /// Decodes a block and stands on its first section.
  @inline(never)
  private mutating func load(_ number: Int) {
    if number >= blockCount { return end() }
    if number == block {
      index = 0
      section = sections[0]
      return
    }
    block = number
    index = 0
    if info.sections == 1 {
      sections[0] = info.loneSection
      frequencies[0] = UInt32(truncatingIfNeeded: info.occurrences &- 1)
      blockSize = 1
    } else if blockCount == 1 {
      loadTail()
    } else {
      loadSkipped(number)
    }
    if block < blockCount { section = sections[0] }
    if section >= sectionLimit, section != Self.noMoreSections { damaged() }
  }

  private mutating func loadTail() {
    blockSize = info.sections
    let first = Int(view.byte(info.offset))
    let bits = first & 31
    var frequencyBits = first >> 5
    var place = info.offset &+ 1
    if frequencyBits == 7 {
      frequencyBits = Int(view.byte(place))
      place &+= 1
    }
    decode(at: place, bits, frequencyBits, after: -1, end: info.offset + info.docBytes)
    let last = sections[blockSize &- 1]
    if last >= sectionLimit { damaged() }
  }

  private mutating func loadSkipped(_ number: Int) {
    let entry = skips &+ number &* PostingsLayout.skipBytes
    let word = view.uint32(entry &+ 8)
    let end = data &+ Int(view.uint32(entry &+ 4))
    var start = data
    var previous = -1
    if number > 0 {
      start = data &+ Int(view.uint32(entry &- 12))
      previous = Int(view.uint32(entry &- 16))
    }
    let size = PostingsLayout.block
    blockSize = number &+ 1 < blockCount ? size : info.sections &- size &* number
    guard start <= end, end <= info.offset &+ info.docBytes else { return damaged() }
    decode(at: start, Int(word >> 16 & 0xFF), Int(word >> 24), after: previous, end: end)
    let last = sections[blockSize &- 1]
    if last != view.uint32(entry) || last >= sectionLimit { damaged() }
  }

  private mutating func decode(
    at place: Int, _ bits: Int, _ frequencyBits: Int, after previous: Int, end: Int
  ) {
    let block = PostingsLayout.block
    let full = blockSize == block && blockCount > 1
    let sectionBytes =
      full
      ? BitPacking.blockBytes(bits: bits) : BitPacking.tailBytes(count: blockSize, bits: bits)
    guard bits <= 31, place &+ sectionBytes <= end else { return damaged() }
    if full {
      BitPacking.unpackBlock(view, at: place, bits: bits, into: sections)
    } else {
      BitPacking.unpackTail(view, at: place, count: blockSize, bits: bits, into: sections)
    }
    guard unpackFrequencies(at: place &+ sectionBytes, frequencyBits, end: end) else {
      return damaged()
    }
    BitPacking.prefixSum(
      sections, count: blockSize, from: UInt32(truncatingIfNeeded: previous))
    // Narrow gaps cannot wrap around within a block; wide ones are rare and looked at one by one.
    if bits > 24 { checkAscending() }
  }

  /// Unpacks the frequencies of a block, or of a list that is a lone tail.
  private func unpackFrequencies(at place: Int, _ code: Int, end: Int) -> Bool {
    if blockCount > 1 {
      return PatchedNumbers.unpack(
        view, at: place, code: code, count: blockSize, end: end, into: frequencies) != nil
    }
    guard code <= 32, place &+ BitPacking.tailBytes(count: blockSize, bits: code) <= end else {
      return false
    }
    BitPacking.unpackTail(view, at: place, count: blockSize, bits: code, into: frequencies)
    return true
  }

  private mutating func checkAscending() {
    for index in 1..<max(1, blockSize) where sections[index] <= sections[index &- 1] {
      return damaged()
    }
  }
}

// MARK: Positions

extension PostingsCursor {
  /// Makes positions readable; to be called once before the first of them is read.
  mutating func openPositions(_ segment: Segment) throws(IndexError) {
    try segment.requirePositions(info)
    positions.open(
      view, start: info.offset + info.docBytes, bytes: info.positionBytes, blocks: blockCount)
  }

  /// Positions of the current section, ascending; equal ones stand for a weighted occurrence.
  ///
  /// - Returns: Their range in `positionValues`.
  mutating func currentPositions() -> Range<Int> {
    if !positions.holds(block) {
      if !positions.load(block, view, frequencies, blockSize) { isDamaged = true }
    }
    return positions.range(index)
  }

  /// The positions that `currentPositions` ranges over.
  var positionValues: [UInt32] { positions.values }
}
