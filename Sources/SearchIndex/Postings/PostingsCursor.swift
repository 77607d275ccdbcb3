import IndexBytes

/// Walks one term's postings in ascending order of sections, with skips.
///
/// Before the first `next` or `advance` the cursor stands before the list; at the end `section`
/// is `noMoreSections`, and stays so. Damage that the checksums did not catch ends the list and sets
/// `isDamaged`, which a search checks once at its end. Plain bytes: offsets and flat buffers only,
/// so that no reference is counted in the loops that move it, and cursors can stand in a flat buffer.
struct PostingsCursor: BitwiseCopyable {
  static let noMoreSections = UInt32.max

  let view: ByteView
  private(set) var info: TermInfo
  let sectionLimit: UInt32
  /// Whether blocks have norms: before version 5 they had none.
  let hasNorms: Bool
  /// Blocks of the list; a list without skips is one block.
  private(set) var blockCount = 0
  var skips = 0
  var data = 0

  /// Sections of the current block, if it is listed; four more places hold the last one again.
  let sections: FlatBuffer<UInt32>
  /// Their frequencies less one, once `decodeFrequencies` was called.
  let frequencies: FlatBuffer<UInt32>
  /// Where the block's packed frequencies are; -1 once they are decoded.
  var frequencyPlace = -1
  /// Their width, and where they must end.
  var frequencyCode = 0
  var frequencyEnd = 0
  /// The block that is decoded; -1 before the first.
  var block = -1
  /// Sections in it.
  var blockSize = 0
  /// Place in it.
  private(set) var index = -1
  /// The current section.
  private(set) var section: UInt32 = 0
  private(set) var isDamaged = false
  /// Whether `sections` has those of the block; if not, `bits` tells which they are.
  private(set) var isListed = true
  var bits: SectionBits
  /// What the end of a list of one block has taken the place of; see `end`.
  private var kept: (section: UInt32, frequency: UInt32, frequencyPlace: Int)?

  /// A cursor before the list `info` of `segment`.
  ///
  /// - Parameters:
  ///   - segment: The segment that has the list.
  ///   - info: Where the list is.
  ///   - arena: Owner of the cursor's buffers; must outlive it.
  ///   - reopens: Whether it will stand before other lists too; one list alone may need less memory.
  /// - Throws: `.corrupt` where the list is not inside the segment.
  init(
    _ segment: Segment, _ info: TermInfo, arena: FlatArena, reopens: Bool = false
  ) throws(IndexError) {
    view = segment.file.view
    self.info = info
    sectionLimit = UInt32(segment.summary.sections)
    hasNorms = segment.hasNorms
    let block = PostingsLayout.block
    let size = reopens ? block : min(max(1, info.sections), block)
    // Bits are listed eight at a time, from a place below 128 on.
    sections = arena.buffer(
      count: size < block ? size + 4 : max(block + 4, BitPacking.unpackedBits))
    frequencies = arena.buffer(count: size + 4)
    bits = SectionBits(arena)
    try reopen(segment, info)
  }

  /// Stands before another list of the same segment; the buffers are used again, which must have been
  /// made for that.
  mutating func reopen(_ segment: Segment, _ info: TermInfo) throws(IndexError) {
    try segment.require(info)
    self.info = info
    kept = nil
    block = -1
    restart()
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

  /// Stands before the list again. A list of one block stays decoded.
  mutating func restart() {
    if let kept {
      self.kept = nil
      block = 0
      blockSize = info.sections
      sections[0] = kept.section
      frequencies[0] = kept.frequency
      frequencyPlace = kept.frequencyPlace
    } else if block != 0 || blockCount > 1 || isDamaged {
      block = -1
      blockSize = 0
    }
    index = -1
    section = 0
    isListed = true
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
    if index < 0 || target > sections[blockSize &- 1] { return leap(to: target) }
    search(target)
  }

  /// The same, quicker where the target is near: looks at the next sections first.
  @inline(__always)
  mutating func step(to target: UInt32) {
    if index >= 0 && section >= target { return }
    guard index >= 0, index &+ 4 < blockSize, sections[index &+ 4] >= target else {
      return advance(to: target)
    }
    while section < target {
      index &+= 1
      section = sections[index]
    }
  }

  /// Moves to a block further on that may hold `target`.
  @inline(never)
  private mutating func leap(to target: UInt32) {
    load(findBlock(target))
    if section >= target { return }
    // A list without skips is only known to end before the target once it is decoded.
    if target > sections[blockSize &- 1] { return end() }
    search(target)
  }

  /// Moves within the block, whose last section is not before `target`.
  @inline(__always)
  private mutating func search(_ target: UInt32) { stand(at: placeAhead(of: target, from: index)) }

  /// Moves to a place of the current block.
  @inline(__always)
  mutating func stand(at place: Int) {
    index = place
    section = sections[place]
  }

  /// Decodes the first block and stays before the list.
  mutating func peek() {
    load(0)
    index = -1
  }

  /// The place in the block behind its last section before `end`; the current one is before it.
  @inline(__always)
  func place(before end: UInt32) -> Int {
    sections[blockSize &- 1] < end ? blockSize : placeAhead(of: end, from: index)
  }

  /// The first place in the block from `start` on whose section is not before `target`, which the
  /// last one is not.
  @inline(__always)
  func placeAhead(of target: UInt32, from start: Int) -> Int {
    if start &+ Self.near < blockSize, sections[start &+ Self.near] < target {
      return place(of: target)
    }
    // A few steps cost less than a search that is mispredicted.
    var place = start
    while sections[place &+ 3] < target { place = place &+ 4 }
    return place &+ Self.isBefore(sections[place], target)
      &+ Self.isBefore(sections[place &+ 1], target) &+ Self.isBefore(sections[place &+ 2], target)
  }

  /// Places ahead that are looked at one after the other.
  private static let near = 16

  /// The first place in the block whose section is not before `target`; the last one if there is none.
  ///
  /// Adds up bits of the place from the highest down, and does not begin where it stands: no branch is
  /// there to be mispredicted, and several searches can be under way side by side.
  @inline(__always)
  func place(of target: UInt32) -> Int {
    if blockSize < PostingsLayout.block { return place(of: target, from: 0) }
    var place = 0
    place |= bit(6, ofPlace: place, target)
    place |= bit(5, ofPlace: place, target)
    place |= bit(4, ofPlace: place, target)
    place |= bit(3, ofPlace: place, target)
    place |= bit(2, ofPlace: place, target)
    place |= bit(1, ofPlace: place, target)
    place |= bit(0, ofPlace: place, target)
    return place
  }

  /// The same in a block of any size, from `place` on, by halving what is left.
  @inline(__always)
  private func place(of target: UInt32, from start: Int) -> Int {
    var place = start
    var left = blockSize &- start
    while left > 1 {
      let half = left >> 1
      place = place &+ (half & (0 &- Self.isBefore(sections[place &+ half &- 1], target)))
      left = left &- half
    }
    return place
  }

  @inline(__always)
  private func bit(_ number: Int, ofPlace place: Int, _ target: UInt32) -> Int {
    Self.isBefore(sections[place | ((1 &<< number) &- 1)], target) &<< number
  }

  /// 1 or 0: both are below 2^31, so that the sign of their difference tells.
  @inline(__always)
  private static func isBefore(_ section: UInt32, _ target: UInt32) -> Int {
    Int((section &- target) >> 31)
  }

  /// Moves to a place of the current block, or to the next block where that is its end.
  @inline(__always)
  mutating func move(to place: Int) {
    index = place &- 1
    next()
  }

  /// Moves to the first section of a block; to the end where there is no such block.
  @inline(__always)
  mutating func move(toBlock number: Int) { load(number) }

  /// How often the term occurs in the current section, weighted by field.
  @inline(__always)
  var frequency: UInt32 {
    mutating get {
      decodeFrequencies()
      return frequencies[index] &+ 1
    }
  }

  // MARK: State

  mutating func end() {
    if blockCount == 1, block == 0, !isDamaged {
      kept = (sections[0], frequencies[0], frequencyPlace)
    }
    section = Self.noMoreSections
    index = 0
    block = blockCount
    sections[0] = Self.noMoreSections
    frequencies[0] = 0
    frequencyPlace = -1
    blockSize = 1
    isListed = true
  }

  /// Stands before the sections of a full block that is not listed, from `first` on.
  mutating func stand(before number: Int, from first: UInt32) {
    block = number
    blockSize = PostingsLayout.block
    index = -1
    isListed = false
    section = first
    sections[0] = first
  }

  mutating func damaged() {
    isDamaged = true
    end()
  }

  /// Decodes a block and stands on its first section; a list may turn out damaged here, or when
  /// frequencies are asked for, and then ends.
  @inline(never)
  private mutating func load(_ number: Int) {
    if number >= blockCount { return end() }
    index = 0
    if number != block || !isListed {
      block = number
      isListed = true
      decode(number)
    }
    if block < blockCount { section = sections[0] }
    if section >= sectionLimit, section != Self.noMoreSections { damaged() }
  }
}
