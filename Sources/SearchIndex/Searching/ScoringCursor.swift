import IndexBytes

/// A term's cursor with what it can add at most: to any section, to a block, to a window.
///
/// Bounds round up. They come from the maxima of the blocks, which are read without decoding one.
struct ScoringCursor: BitwiseCopyable {
  let term: FlatBuffer<TermCursor>
  let weight: Float
  /// Whether the term only adds to sections that hold another.
  let isHint: Bool
  /// Bound over the whole list.
  let listBound: Float
  /// Bound of the block at `boundBlock`.
  private var blockBound: Float = 0
  /// The largest frequency that the block's bound allows for; `UInt32.max` where it is not known.
  private(set) var largestFrequency: UInt32
  private var boundBlock = -1
  /// Last section that `blockBound` or `windowBound` holds for.
  private(set) var boundEnd: UInt32 = 0
  /// Bound over the current window.
  private(set) var windowBound: Float = 0
  /// Whether the term may be in the current window: its bound may be 0 all the same.
  private(set) var isInWindow = false

  init(
    _ term: FlatBuffer<TermCursor>, weight: Float, isHint: Bool, _ model: BM25, shortest: UInt32
  ) {
    self.term = term
    self.weight = weight
    self.isHint = isHint
    let maxima = term[0].cursor.listMaxima()
    largestFrequency = maxima.frequency
    listBound = model.bound(
      weight,
      ScoreMaxima(
        frequency: maxima.frequency, length: max(maxima.length, shortest), norm: maxima.norm))
  }

  /// The term's cursor.
  @inline(__always)
  var cursor: PostingsCursor {
    get { term[0].cursor }
    nonmutating _modify { yield &term[0].cursor }
  }

  /// Whether the list has skips.
  @inline(__always)
  var isLong: Bool { term[0].cursor.blockCount > 1 }

  /// Whether the list was damaged in a way the checksums did not see.
  var isDamaged: Bool { term[0].cursor.isDamaged }

  /// What a block can add at most.
  @inline(__always)
  func bound(ofBlock block: Int, _ model: BM25) -> Float {
    model.bound(weight, term[0].cursor.maxima(ofBlock: block))
  }

  /// Bounds the sections of `start ..< end` and, with the same bound, those up to `boundEnd`.
  @inline(__always)
  mutating func boundWindow(_ start: UInt32, _ end: UInt32, _ model: BM25) {
    guard isLong else { return boundShort(start, end) }
    if boundBlock < 0 || start > boundEnd {
      seekBound(start, model)
    }
    var bound = blockBound
    isInWindow = boundBlock < cursor.blockCount
    while boundEnd < end &- 1 {
      nextBound(model)
      bound = max(bound, blockBound)
    }
    windowBound = bound
  }

  private mutating func boundShort(_ start: UInt32, _ end: UInt32) {
    cursor.advance(to: start)
    let isThere = cursor.section < end
    isInWindow = isThere
    windowBound = isThere ? listBound : 0
    boundEnd = isThere ? end &- 1 : cursor.section &- 1
  }

  /// Bounds the block that holds `section` or would; see `blockBound(at:)`.
  @inline(never)
  private mutating func seekBound(_ section: UInt32, _ model: BM25) {
    boundBlock = cursor.findBlock(section, from: max(0, boundBlock))
    setBound(model)
  }

  private mutating func nextBound(_ model: BM25) {
    boundBlock &+= 1
    setBound(model)
  }

  private mutating func setBound(_ model: BM25) {
    if boundBlock >= cursor.blockCount {
      blockBound = 0
      largestFrequency = 0
      boundEnd = PostingsCursor.noMoreSections
    } else {
      let maxima = term[0].cursor.maxima(ofBlock: boundBlock)
      blockBound = model.bound(weight, maxima)
      largestFrequency = maxima.frequency
      boundEnd = term[0].cursor.end(ofBlock: boundBlock)
    }
  }

  /// What the term can add at most to a section of `length` tokens in the block bounded last.
  @inline(__always)
  func bound(ofLength length: UInt32, _ model: BM25) -> Float {
    if largestFrequency == 0 { return 0 }
    return min(
      boundBlock < 0 ? listBound : blockBound,
      model.bound(weight, frequency: largestFrequency, length: length))
  }

  /// What the term can add to `section`, and to those up to `boundEnd`; sections in ascending order.
  @inline(__always)
  mutating func blockBound(at section: UInt32, _ model: BM25) -> Float {
    guard isLong else {
      boundEnd = PostingsCursor.noMoreSections
      return listBound
    }
    if boundBlock < 0 || section > boundEnd { seekBound(section, model) }
    return blockBound
  }

  /// What the term adds to `section`; sections in ascending order.
  @inline(__always)
  func score(_ section: UInt32, _ lengths: SectionLengths, _ model: BM25) -> Float {
    guard let place = cursor.place(ofMember: section) else { return 0 }
    cursor.decodeFrequencies()
    let frequency = cursor.frequencies[place] &+ 1
    return model.score(
      weight, frequency: Float(Int32(truncatingIfNeeded: frequency)),
      length: lengths[section])
  }

  /// What the term adds to each section at `places` of the current block, whose frequencies are decoded.
  ///
  /// - Parameters:
  ///   - places: Places in the block.
  ///   - lengths: The sections' lengths.
  ///   - model: What an occurrence counts.
  ///   - scores: Takes the scores at the same places; needs room for a block and three more.
  @inline(__always)
  func score(
    _ places: Range<Int>, _ lengths: SectionLengths, _ model: BM25, into scores: FlatBuffer<Float>
  ) {
    let sections = cursor.sections
    let frequencies = cursor.frequencies
    for place in stride(from: places.lowerBound, to: places.upperBound, by: 4) {
      let frequency = SIMD4<Float>(
        SIMD4<Int32>(truncatingIfNeeded: frequencies[lanes: place] &+ 1))
      scores[lanes: place] = model.score(
        weight, frequency: frequency, length: lengths[sections[lanes: place]])
    }
  }

  /// Visits the sections of the term in `start ..< end`, block by block with frequencies decoded, but
  /// those of blocks that can add no more than `needed`.
  ///
  /// - Parameters:
  ///   - start: The first section; windows are asked for in ascending order.
  ///   - end: The one behind the last.
  ///   - model: What an occurrence counts.
  ///   - needed: What a block must be able to add more than; negative for all blocks.
  ///   - visit: Is given places of the current block.
  @inline(__always)
  func forEachBlock(
    _ start: UInt32, _ end: UInt32, _ model: BM25, needed: Float, _ visit: (Range<Int>) -> Void
  ) {
    let isLong = isLong
    var target = start
    while target < end {
      if isLong, needed >= 0 {
        let block = cursor.findBlock(target, from: max(0, cursor.block))
        if block >= cursor.blockCount { break }
        if bound(ofBlock: block, model) <= needed {
          target = cursor.end(ofBlock: block) &+ 1
          continue
        }
      }
      cursor.advance(to: target)
      if cursor.section < end { cursor.decodeFrequencies() }
      // Damage among the frequencies ends the list.
      if cursor.section >= end { break }
      let places = cursor.index..<cursor.place(before: end)
      visit(places)
      if places.upperBound < cursor.blockSize { return cursor.move(to: places.upperBound) }
      target = cursor.sections[places.upperBound &- 1] &+ 1
    }
  }
}
