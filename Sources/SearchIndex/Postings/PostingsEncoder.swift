import IndexBytes

/// Writes one term's postings at a time; see `PostingsLayout`.
struct PostingsEncoder {
  /// Lengths of the sections, to find the smallest of each block.
  let lengths: [UInt32]
  private(set) var docs: [UInt32] = []
  private var frequencies: [UInt32] = []
  private var positions: [UInt32] = []
  private var previousDoc: Int = -1
  private var lastPosition: UInt32 = 0
  private var blockStartDoc = -1
  private var maxFrequency: UInt32 = 0

  private var skips = ByteWriter()
  private var blocks = ByteWriter()
  private var groupStarts: [Int] = []
  private var groups = ByteWriter()
  private var listMaxFrequency: UInt32 = 0
  private var listMinLength: UInt32 = .max
  private var info = TermInfo()

  init(lengths: [UInt32]) {
    self.lengths = lengths
    docs.reserveCapacity(PostingsLayout.block)
    frequencies.reserveCapacity(PostingsLayout.block)
  }

  /// Begins the next section of the list; sections come in ascending order.
  mutating func beginSection(_ section: UInt32) {
    if docs.count == PostingsLayout.block { flushBlock() }
    assert(Int(section) > previousDoc, "sections come in ascending order")
    docs.append(section)
    frequencies.append(0)
    previousDoc = Int(section)
    lastPosition = 0
    info.sections += 1
  }

  /// One occurrence in the section begun last; positions come in ascending order, equal ones
  /// stand for an occurrence that counts more.
  @inline(__always)
  mutating func addOccurrence(_ position: UInt32) {
    frequencies[frequencies.count &- 1] &+= 1
    positions.append(position &- lastPosition)
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
    } else if info.sections <= PostingsLayout.block {
      writeTail(&output)
    } else {
      flushBlock()
      output.uint32(listMaxFrequency)
      output.uint32(listMinLength)
      output.append(skips.bytes)
      output.append(blocks.bytes)
    }
    info.docBytes = output.count - start
    writePositions(&output)
    info.positionBytes = output.count - start - info.docBytes
    let result = info
    reset()
    return result
  }

  private mutating func reset() {
    docs.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    skips.removeAll()
    blocks.removeAll()
    groupStarts.removeAll(keepingCapacity: true)
    groups.removeAll()
    previousDoc = -1
    blockStartDoc = -1
    maxFrequency = 0
    listMaxFrequency = 0
    listMinLength = .max
    info = TermInfo()
  }

  /// Turns `docs` into gaps and `frequencies` into frequencies less one; returns their widths.
  private mutating func toGaps() -> (docBits: Int, frequencyBits: Int) {
    var previous = blockStartDoc
    var gapBits: UInt32 = 0
    var frequencyBits: UInt32 = 0
    for index in docs.indices {
      let doc = Int(docs[index])
      let gap = UInt32(doc - previous - 1)
      previous = doc
      docs[index] = gap
      gapBits |= gap
      maxFrequency = max(maxFrequency, frequencies[index])
      frequencies[index] -= 1
      frequencyBits |= frequencies[index]
    }
    return (BitPacking.width(gapBits), BitPacking.width(frequencyBits))
  }

  private mutating func flushBlock() {
    let lastDoc = docs[docs.count - 1]
    // Only lists with skips need it, and most lists have none.
    let minLength = docs.reduce(UInt32.max) { min($0, lengths[Int($1)]) }
    let bits = toGaps()
    pack(docs, bits: bits.docBits, into: &blocks)
    let plan = PatchedNumbers.plan(frequencies[...])
    PatchedNumbers.write(&frequencies, frequencies.indices, plan, to: &blocks)
    skips.uint32(lastDoc)
    skips.uint32(UInt32(clamping: blocks.count))
    let frequency = min(maxFrequency, PostingsLayout.maxStoredFrequency)
    skips.uint32(frequency | UInt32(bits.docBits) << 16 | UInt32(plan.code) << 24)
    skips.uint32(minLength)
    listMaxFrequency = max(listMaxFrequency, maxFrequency)
    listMinLength = min(listMinLength, minLength)
    groupStarts.append(groups.count)
    flushGroups()
    blockStartDoc = Int(lastDoc)
    docs.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    maxFrequency = 0
  }

  private func pack(_ values: [UInt32], bits: Int, into writer: inout ByteWriter) {
    if values.count == PostingsLayout.block {
      BitPacking.packBlock(values, from: 0, bits: bits, into: &writer)
    } else {
      BitPacking.packTail(values, 0..<values.count, bits: bits, into: &writer)
    }
  }

  private mutating func writeTail(_ output: inout ByteWriter) {
    let bits = toGaps()
    let small = min(bits.frequencyBits, 7)
    output.byte(UInt8(bits.docBits | small << 5))
    if small == 7 { output.byte(UInt8(bits.frequencyBits)) }
    BitPacking.packTail(docs, 0..<docs.count, bits: bits.docBits, into: &output)
    BitPacking.packTail(frequencies, 0..<docs.count, bits: bits.frequencyBits, into: &output)
  }

  private mutating func writePositions(_ output: inout ByteWriter) {
    if info.sections > PostingsLayout.block {
      Column.write(groupStarts[...], to: &output)
    } else {
      flushGroups()
    }
    output.append(groups.bytes)
  }

  private mutating func flushGroups() {
    var start = 0
    while start < positions.count {
      let end = min(start + PostingsLayout.block, positions.count)
      let plan = PatchedNumbers.plan(positions[start..<end])
      groups.byte(UInt8(plan.code))
      PatchedNumbers.write(&positions, start..<end, plan, to: &groups)
      start = end
    }
    positions.removeAll(keepingCapacity: true)
  }
}
