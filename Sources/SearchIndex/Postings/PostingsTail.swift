import IndexBytes

/// Where the numbers of a list of 2 to 128 sections are: a lone `tail`, see `PostingsLayout`.
struct PostingsTail: BitwiseCopyable {
  /// Width of a gap.
  let gapBits: Int
  /// Width of a frequency.
  let frequencyBits: Int
  /// Where the gaps begin; the frequencies follow.
  let gaps: Int

  /// The tail at `offset`, of at least two bytes.
  @inline(__always)
  init(_ view: ByteView, at offset: Int) {
    let first = Int(view.byte(offset))
    gapBits = first & 31
    if first >> 5 == 7 {
      frequencyBits = Int(view.byte(offset &+ 1))
      gaps = offset &+ 2
    } else {
      frequencyBits = first >> 5
      gaps = offset &+ 1
    }
  }

  /// Whether `count` numbers of either kind end before `end`.
  @inline(__always)
  func fits(_ count: Int, end: Int) -> Bool {
    frequencyBits <= 32 && frequencies(count) &+ bytes(count, frequencyBits) <= end
  }

  /// Where the frequencies begin, behind `count` gaps.
  @inline(__always)
  func frequencies(_ count: Int) -> Int { gaps &+ bytes(count, gapBits) }

  @inline(__always)
  private func bytes(_ count: Int, _ bits: Int) -> Int {
    BitPacking.tailBytes(count: count, bits: bits)
  }
}
