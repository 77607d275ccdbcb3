import IndexBytes

/// The bytes of a block.
extension PostingsCursor {
  /// Decodes the sections of a block; its frequencies wait until they are asked for.
  mutating func decode(_ number: Int) {
    frequencyPlace = -1
    if info.sections == 1 {
      sections[0] = info.loneSection
      frequencies[0] = UInt32(truncatingIfNeeded: info.occurrences &- 1)
      blockSize = 1
    } else if blockCount == 1 {
      decodeTail()
    } else {
      decodeSkipped(number)
    }
    // Who reads four at a time reads the last one again.
    sections[lanes: blockSize] = SIMD4(repeating: sections[blockSize &- 1])
  }

  private mutating func decodeTail() {
    blockSize = info.sections
    let tail = PostingsTail(view, at: info.offset)
    let end = info.offset &+ info.docBytes
    decode(at: tail.gaps, tail.gapBits, tail.frequencyBits, after: -1, end: end)
    let last = sections[blockSize &- 1]
    if last >= sectionLimit { damaged() }
  }

  private mutating func decodeSkipped(_ number: Int) {
    let entry = SkipEntry(self, number)
    blockSize = size(ofBlock: number)
    guard entry.start <= entry.end, entry.end <= info.offset &+ info.docBytes else {
      return damaged()
    }
    if entry.isDense, isFullBlock {
      list(entry)
    } else {
      decode(
        at: entry.start, entry.docBits, entry.frequencyCode, after: Int(entry.first) &- 1,
        end: entry.end)
    }
    let last = sections[blockSize &- 1]
    if last != entry.last || last >= sectionLimit { damaged() }
  }

  /// Sections of a block of a list with skips.
  @inline(__always)
  func size(ofBlock number: Int) -> Int {
    let size = PostingsLayout.block
    return number &+ 1 < blockCount ? size : info.sections &- size &* number
  }

  private var isFullBlock: Bool { blockSize == PostingsLayout.block && blockCount > 1 }

  private mutating func decode(
    at place: Int, _ bits: Int, _ frequencyCode: Int, after previous: Int, end: Int
  ) {
    let full = isFullBlock
    let size = blockSize
    let bytes =
      full ? BitPacking.blockBytes(bits: bits) : BitPacking.tailBytes(count: size, bits: bits)
    guard bits <= 31, place &+ bytes <= end else { return damaged() }
    if full {
      BitPacking.unpackBlock(view, at: place, bits: bits, into: sections)
    } else {
      BitPacking.unpackTail(view, at: place, count: size, bits: bits, into: sections)
    }
    expectFrequencies(at: place &+ bytes, frequencyCode, end: end)
    BitPacking.prefixSum(sections, count: size, from: UInt32(truncatingIfNeeded: previous))
    // Narrow gaps cannot wrap around within a block; wide ones are rare and looked at one by one.
    if bits > 24 { checkAscending() }
  }

  /// Says where the block's frequencies are, for when they are asked for.
  @inline(__always)
  mutating func expectFrequencies(at place: Int, _ code: Int, end: Int) {
    frequencyPlace = place
    frequencyEnd = end
    frequencyCode = code
  }

  private mutating func checkAscending() {
    for index in 1..<max(1, blockSize) where sections[index] <= sections[index &- 1] {
      return damaged()
    }
  }

  /// Whether every section of the block just decoded holds the term once, as far as the frequencies'
  /// width tells.
  @inline(__always)
  var occursOnce: Bool { frequencyPlace >= 0 && frequencyCode == 0 }

  /// Decodes the frequencies of the current block, if they are not yet. Where they are damaged the
  /// list ends here.
  @inline(__always)
  mutating func decodeFrequencies() {
    if frequencyPlace >= 0 { unpackFrequencies() }
  }

  @inline(never)
  private mutating func unpackFrequencies() {
    let place = frequencyPlace
    frequencyPlace = -1
    if blockCount > 1 {
      let end = PatchedNumbers.unpack(
        view, at: place, code: frequencyCode, count: blockSize, end: frequencyEnd,
        into: frequencies)
      if end == nil { damaged() }
      return
    }
    let bytes = BitPacking.tailBytes(count: blockSize, bits: frequencyCode)
    guard frequencyCode <= 32, place &+ bytes <= frequencyEnd else { return damaged() }
    BitPacking.unpackTail(
      view, at: place, count: blockSize, bits: frequencyCode, into: frequencies)
  }

  /// Unpacks the frequencies, less one, of a block of a list with skips, wherever the cursor stands;
  /// false where they are damaged.
  func unpackFrequencies(ofBlock number: Int, into output: FlatBuffer<UInt32>) -> Bool {
    guard blockCount > 1, number < blockCount else { return false }
    let entry = SkipEntry(self, number)
    let size = size(ofBlock: number)
    let hasWords = entry.isDense && size == PostingsLayout.block
    guard hasWords || entry.docBits <= 31 else { return false }
    let bytes =
      hasWords ? entry.words &* 8 : BitPacking.bytes(count: size, bits: entry.docBits)
    let place = entry.start &+ bytes
    guard entry.start <= entry.end, entry.end <= info.offset &+ info.docBytes, place <= entry.end
    else { return false }
    return PatchedNumbers.unpack(
      view, at: place, code: entry.frequencyCode, count: size, end: entry.end, into: output) != nil
  }

  /// Sets a bit for every section of the list, from before it to its end.
  mutating func mark(_ bits: FlatBuffer<UInt64>) {
    move(toBlock: 0)
    while section != Self.noMoreSections {
      for place in 0..<blockSize {
        let section = sections[place]
        bits[Int(section >> 6)] |= 1 &<< UInt64(section & 63)
      }
      move(toBlock: block &+ 1)
    }
  }
}
