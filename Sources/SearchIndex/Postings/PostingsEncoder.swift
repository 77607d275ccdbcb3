import IndexBytes

/// Writes one term's postings at a time; see `PostingsLayout`.
struct PostingsEncoder {
  /// Lengths of the sections, to find what bounds the scores of each block.
  let lengths: FlatBuffer<UInt32>
  /// The postings that were written last, where they are wanted.
  let recent: RecentPostings?
  private let norm: LengthNorm
  private let arena = FlatArena()
  /// Sections of the block under way.
  private let docs: FlatBuffer<UInt32>
  /// How often each of them holds the term.
  private let frequencies: FlatBuffer<UInt32>
  private var docCount = 0
  /// The first position in each of them.
  private let firsts: FlatBuffer<UInt32>
  /// Differences of further positions, of the group under way.
  private let further: FlatBuffer<UInt32>
  private var furtherCount = 0
  private var lastPosition: UInt32 = 0
  private var blockStartDoc = -1
  private var blockGroups = 0

  private var skips = ByteWriter()
  private var blocks = ByteWriter()
  private var groupStarts: [Int] = []
  private var groups = ByteWriter()
  /// Groups of further positions of the block under way.
  private var furtherGroups = ByteWriter()
  private var listMaxFrequency: UInt32 = 0
  private var listMinLength: UInt32 = .max
  private var listMinNorm: UInt32 = .max
  private var info = TermInfo()

  /// - Parameters:
  ///   - lengths: Of all sections, in tokens.
  ///   - remembersPostings: Whether `recent` is filled.
  init(lengths: [UInt32], remembersPostings: Bool = false) {
    self.lengths = arena.buffer(of: 0, count: lengths.count)
    for (section, length) in lengths.enumerated() { self.lengths[section] = length }
    recent = remembersPostings ? RecentPostings(arena) : nil
    norm = LengthNorm(tokens: lengths.reduce(0) { $0 + Int($1) }, sections: lengths.count)
    docs = arena.buffer(of: 0, count: PostingsLayout.block)
    frequencies = arena.buffer(of: 0, count: PostingsLayout.block)
    firsts = arena.buffer(of: 0, count: PostingsLayout.block)
    further = arena.buffer(of: 0, count: PostingsLayout.block)
  }

  /// Begins the next section of the list; sections come in ascending order.
  @inline(__always)
  mutating func beginSection(_ section: UInt32) {
    if docCount == PostingsLayout.block { flushBlock() }
    assert(Int(section) > (docCount > 0 ? Int(docs[docCount - 1]) : blockStartDoc))
    docs[docCount] = section
    frequencies[docCount] = 0
    docCount &+= 1
    info.sections &+= 1
  }

  /// One occurrence in the section begun last; positions come in ascending order, equal ones
  /// stand for an occurrence that counts more.
  @inline(__always)
  mutating func addOccurrence(_ position: UInt32) {
    let index = docCount &- 1
    if frequencies[index] == 0 {
      firsts[index] = position
    } else {
      if furtherCount == PostingsLayout.block { flushFurther() }
      further[furtherCount] = position &- lastPosition
      furtherCount &+= 1
    }
    frequencies[index] &+= 1
    lastPosition = position
    info.occurrences &+= 1
  }

  /// Ends the list and appends its bytes to `output`.
  ///
  /// - Parameters:
  ///   - wordStarts: Occurrences that begin a word.
  ///   - output: Where to.
  ///   - base: Offset in the file of the end of `output`.
  /// - Returns: The term's dictionary value.
  mutating func finish(
    wordStarts: Int, into output: inout ByteWriter, base: Int
  ) -> TermInfo {
    let start = output.count
    info.wordStarts = wordStarts
    info.offset = base
    if info.sections == 1 {
      info.loneSection = docs[0]
      remember(1)
      flushPositions()
    } else if info.sections <= PostingsLayout.block {
      remember(docCount)
      flushPositions()
      writeTail(&output)
    } else {
      flushBlock()
      output.uint32(listMaxFrequency)
      output.uint32(listMinLength | listMinNorm << 16)
      output.append(skips.bytes)
      output.append(blocks.bytes)
    }
    info.docBytes = output.count - start
    if info.sections > PostingsLayout.block { Column.write(groupStarts[...], to: &output) }
    output.append(groups.bytes)
    info.positionBytes = output.count - start - info.docBytes
    let result = info
    reset()
    return result
  }

  /// Remembers the first postings of the block under way; to be called before they become gaps.
  @inline(__always)
  private func remember(_ count: Int) {
    recent?.append(docs, frequencies, count: count)
  }

  private mutating func reset() {
    docCount = 0
    blockGroups = 0
    skips.removeAll()
    blocks.removeAll()
    groupStarts.removeAll(keepingCapacity: true)
    groups.removeAll()
    blockStartDoc = -1
    listMaxFrequency = 0
    listMinLength = .max
    listMinNorm = .max
    info = TermInfo()
  }

  /// Turns `docs` into gaps and `frequencies` into frequencies less one; returns the bits of all
  /// gaps and the largest frequency.
  private func toGaps() -> (gapBits: UInt32, maxFrequency: UInt32) {
    var previous = UInt32(truncatingIfNeeded: blockStartDoc)
    var gapBits: UInt32 = 0
    var maxFrequency: UInt32 = 0
    for index in 0..<docCount {
      let doc = docs[index]
      docs[index] = doc &- previous &- 1
      previous = doc
      gapBits |= docs[index]
      maxFrequency = max(maxFrequency, frequencies[index])
      frequencies[index] &-= 1
    }
    return (gapBits, maxFrequency)
  }

  private mutating func flushBlock() {
    let lastDoc = docs[docCount - 1]
    remember(docCount)
    // Only lists with skips need them, and most lists have none.
    let (minLength, minNorm) = leastOfBlock()
    let (gapBits, maxFrequency) = toGaps()
    let docBits = writeGaps(BitPacking.width(gapBits))
    let plan = PatchedNumbers.plan(frequencies, count: docCount)
    PatchedNumbers.write(frequencies, count: docCount, plan, to: &blocks)
    skips.uint32(lastDoc)
    skips.uint32(UInt32(clamping: blocks.count))
    let frequency = min(maxFrequency, PostingsLayout.maxStoredFrequency)
    skips.uint32(frequency | UInt32(docBits) << 16 | UInt32(plan.code) << 24)
    skips.uint32(minLength | minNorm << 16)
    listMaxFrequency = max(listMaxFrequency, maxFrequency)
    listMinLength = min(listMinLength, minLength)
    listMinNorm = min(listMinNorm, minNorm)
    flushPositions()
    groupStarts.append(blockGroups)
    blockGroups = groups.count
    blockStartDoc = Int(lastDoc)
    docCount = 0
  }

  /// The smallest length and norm of the sections of the block, as they are stored.
  private func leastOfBlock() -> (length: UInt32, norm: UInt32) {
    // The last section fills up the last four.
    for index in docCount..<(docCount + 3) & ~3 {
      docs[index] = docs[docCount - 1]
      frequencies[index] = frequencies[docCount - 1]
    }
    var leastLength = SIMD4(repeating: PostingsLayout.maxStoredLength)
    var leastNorm = SIMD4(repeating: Float.infinity)
    for index in stride(from: 0, to: docCount, by: 4) {
      let sections = docs[lanes: index]
      let lengths = SIMD4(
        lengths[Int(sections[0])], lengths[Int(sections[1])], lengths[Int(sections[2])],
        lengths[Int(sections[3])])
      leastLength = pointwiseMin(leastLength, lengths)
      leastNorm = pointwiseMin(leastNorm, norm(frequencies[lanes: index], lengths))
    }
    return (leastLength.min(), NormCode.encode(leastNorm.min()))
  }

  /// Writes the gaps of a block of a list with skips, or bits where these take no more room; returns
  /// what the skip entry says of them.
  private mutating func writeGaps(_ bits: Int) -> Int {
    if docCount == PostingsLayout.block, bits > 0 {
      let words = BitPacking.bitWords(docs, count: docCount)
      if words * 8 <= BitPacking.blockBytes(bits: bits) {
        BitPacking.packBits(docs, count: docCount, into: &blocks)
        return PostingsLayout.bitsFlag | words
      }
    }
    BitPacking.pack(docs, count: docCount, bits: bits, into: &blocks)
    return bits
  }

  private mutating func writeTail(_ output: inout ByteWriter) {
    let (gapBits, maxFrequency) = toGaps()
    let bits = BitPacking.width(gapBits)
    let frequencyBits = BitPacking.width(maxFrequency - 1)
    let small = min(frequencyBits, 7)
    output.byte(UInt8(bits | small << 5))
    if small == 7 { output.byte(UInt8(frequencyBits)) }
    BitPacking.packTail(docs, count: docCount, bits: bits, into: &output)
    BitPacking.packTail(frequencies, count: docCount, bits: frequencyBits, into: &output)
  }

  /// Writes the positions of the block under way.
  private mutating func flushPositions() {
    Self.write(firsts, count: docCount, to: &groups)
    flushFurther()
    groups.append(furtherGroups.bytes)
    furtherGroups.removeAll()
  }

  private mutating func flushFurther() {
    Self.write(further, count: furtherCount, to: &furtherGroups)
    furtherCount = 0
  }

  private static func write(
    _ differences: FlatBuffer<UInt32>, count: Int, to groups: inout ByteWriter
  ) {
    if count == 0 { return }
    let plan = PatchedNumbers.plan(differences, count: count)
    groups.byte(UInt8(plan.code))
    PatchedNumbers.write(differences, count: count, plan, to: &groups)
  }
}
