import IndexBytes

/// Sums of scores over a window of sections: terms add theirs block by block, then the sections that
/// reach a threshold are read off in order.
///
/// A place that no term has touched holds -0, whose bits are below those of every sum, 0 among
/// them; so one comparison of integers tells both what was touched and what is high enough. One bit
/// for every 64 places says where to look.
struct WindowScores: BitwiseCopyable {
  /// Sections of a window at most.
  static let sections = 4096
  private static let chunk = 1 << shift
  private static let shift: UInt32 = 6
  private static let untouched: Float = -0.0

  private let sums: FlatBuffer<Float>

  /// Sections of the windows that go through so many: where they are few, most of the first window is
  /// scored before there is a threshold, so it is a smaller one.
  static func width(_ all: Int) -> Int { all < 1 << 16 ? sections / 2 : sections }

  init(_ arena: FlatArena) {
    sums = arena.buffer(of: Self.untouched, count: Self.sections)
  }

  /// Adds scores to sections of the window.
  ///
  /// - Parameters:
  ///   - scores: A score for each section of a block.
  ///   - sections: The block.
  ///   - places: Those of its sections that are in the window.
  ///   - start: First section of the window.
  /// - Returns: A bit for each chunk touched.
  @inline(__always)
  func add(
    _ scores: FlatBuffer<Float>, _ sections: FlatBuffer<UInt32>, _ places: Range<Int>,
    start: UInt32
  ) -> UInt64 {
    var chunks: UInt64 = 0
    for place in places {
      let slot = sections[place] &- start
      add(scores[place], slot)
      chunks |= 1 &<< UInt64(slot >> Self.shift)
    }
    return chunks
  }

  @inline(__always)
  private func add(_ score: Float, _ slot: UInt32) {
    sums[Int(slot)] += score
  }

  /// Adds scores to those sections of the window that a term has touched, likewise.
  @inline(__always)
  func addWhereTouched(
    _ scores: FlatBuffer<Float>, _ sections: FlatBuffer<UInt32>, _ places: Range<Int>,
    start: UInt32
  ) {
    for place in places {
      let slot = Int(sections[place] &- start)
      let sum = sums[slot]
      sums[slot] = sum.sign == .minus ? sum : sum + scores[place]
    }
  }

  /// Adds a score to one section of the window; returns the bit of its chunk.
  @inline(__always)
  func add(_ score: Float, at slot: UInt32) -> UInt64 {
    add(score, slot)
    return 1 &<< UInt64(slot >> Self.shift)
  }

  /// Moves the sections whose sums are above `threshold` to `output`, in order, and leaves the
  /// window untouched.
  ///
  /// - Parameters:
  ///   - chunks: The chunks that were touched.
  ///   - threshold: Negative for all sections touched.
  ///   - start: First section of the window.
  ///   - output: Room for a window.
  /// - Returns: How many there are.
  func drain(
    _ chunks: UInt64, above threshold: Float, start: UInt32, into output: FlatBuffer<ScoredSection>
  ) -> Int {
    let least = threshold < 0 ? -1 : Int32(bitPattern: threshold.bitPattern)
    var count = 0
    var left = chunks
    while left != 0 {
      let first = left.trailingZeroBitCount &* Self.chunk
      left &= left &- 1
      var above = bits(above: least, from: first)
      while above != 0 {
        let slot = first &+ above.trailingZeroBitCount
        above &= above &- 1
        output[count] = ScoredSection(
          section: start &+ UInt32(truncatingIfNeeded: slot), score: sums[slot])
        count &+= 1
      }
      for slot in stride(from: first, to: first &+ Self.chunk, by: 4) {
        sums[lanes: slot] = SIMD4(repeating: Self.untouched)
      }
    }
    return count
  }

  /// A bit for each sum of a chunk whose own bits are above `least`.
  @inline(__always)
  private func bits(above least: Int32, from first: Int) -> UInt64 {
    // A loop costs more: it is not unrolled.
    half(above: least, from: first) | half(above: least, from: first &+ 32) &<< 32
  }

  @inline(__always)
  private func half(above least: Int32, from first: Int) -> UInt64 {
    sums.bits(above: least, from: first)
      | sums.bits(above: least, from: first &+ 8) &<< 8
      | sums.bits(above: least, from: first &+ 16) &<< 16
      | sums.bits(above: least, from: first &+ 24) &<< 24
  }
}

extension FlatBuffer<Float> {
  /// A bit for each of eight neighbouring numbers whose own bits are above `least`, without a branch.
  @inline(__always)
  fileprivate func bits(above least: Int32, from index: Int) -> UInt64 {
    let limit = SIMD4<Int32>(repeating: least)
    let low = unsafeBitCast(self[lanes: index], to: SIMD4<Int32>.self) .> limit
    let high = unsafeBitCast(self[lanes: index &+ 4], to: SIMD4<Int32>.self) .> limit
    let masks = SIMD8<Int32>(
      lowHalf: unsafeBitCast(low, to: SIMD4<Int32>.self),
      highHalf: unsafeBitCast(high, to: SIMD4<Int32>.self))
    let bytes = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: masks), to: UInt64.self)
    // Of each byte one bit, another in each; the product's highest byte adds them up.
    return ((bytes & 0x8040_2010_0804_0201) &* 0x0101_0101_0101_0101) &>> 56
  }
}
