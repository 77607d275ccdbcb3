import IndexBytes

/// What is known of blocks without decoding them.
extension PostingsCursor {
  /// The last section of a block of a list with skips.
  @inline(__always)
  private func lastSection(_ block: Int) -> UInt32 {
    view.uint32(skips &+ block &* PostingsLayout.skipBytes)
  }

  /// The first block from the current one on that reaches `target`; `blockCount` if none does.
  func findBlock(_ target: UInt32) -> Int {
    if blockCount == 1 { return index < 0 ? 0 : 1 }
    return findBlock(target, from: max(0, block))
  }

  /// The first block from `start` on whose last section is not before `target`. O(log distance).
  func findBlock(_ target: UInt32, from start: Int) -> Int {
    if blockCount == 1 { return start }
    return gallop(from: start, to: blockCount) { lastSection($0) < target }
  }

  /// The last section a block covers.
  @inline(__always)
  func end(ofBlock block: Int) -> UInt32 {
    blockCount == 1 ? sectionLimit : lastSection(block)
  }

  /// The sections of a block of a list with skips, where they follow each other without a gap and
  /// hold the term once each; nil where they do not.
  @inline(__always)
  func run(ofBlock block: Int) -> Range<Int>? {
    let entry = skips &+ block &* PostingsLayout.skipBytes
    guard view.uint32(entry &+ 8) >> 16 == 0, block &+ 1 < blockCount else { return nil }
    let end = Int(lastSection(block)) &+ 1
    let start = block > 0 ? Int(lastSection(block &- 1)) &+ 1 : 0
    // What is damaged is left to be found where the block is decoded.
    guard end &- start == PostingsLayout.block, end <= Int(sectionLimit) else { return nil }
    return start..<end
  }

  /// What bounds the scores of a block of a list with skips.
  @inline(__always)
  func maxima(ofBlock block: Int) -> ScoreMaxima {
    let entry = skips &+ block &* PostingsLayout.skipBytes
    let frequency = view.uint32(entry &+ 8) & 0xFFFF
    return maxima(
      frequency == PostingsLayout.maxStoredFrequency ? .max : frequency, view.uint32(entry &+ 12))
  }

  /// What bounds the scores of the whole list; for a list without skips the length is 0.
  mutating func listMaxima() -> ScoreMaxima {
    if blockCount > 1 {
      return maxima(view.uint32(info.offset), view.uint32(info.offset &+ 4))
    }
    if info.sections == 1 {
      return ScoreMaxima(frequency: UInt32(clamping: info.occurrences), length: 0, norm: 0)
    }
    if block < 0 { peek() }
    decodeFrequencies()
    var largest: UInt32 = 0
    for place in 0..<blockSize { largest = max(largest, frequencies[place]) }
    return ScoreMaxima(frequency: largest &+ 1, length: 0, norm: 0)
  }

  /// - Parameters:
  ///   - frequency: The largest.
  ///   - word: The smallest length and, if the segment has norms, the code of the smallest.
  /// - Returns: What both say.
  @inline(__always)
  private func maxima(_ frequency: UInt32, _ word: UInt32) -> ScoreMaxima {
    guard hasNorms else { return ScoreMaxima(frequency: frequency, length: word, norm: 0) }
    return ScoreMaxima(
      frequency: frequency, length: word & PostingsLayout.maxStoredLength,
      norm: NormCode.decode(word >> 16))
  }
}
