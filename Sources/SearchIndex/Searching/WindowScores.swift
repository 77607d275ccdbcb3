import IndexBytes

/// Sums of scores over a window of sections: terms add theirs block by block, then the sections that
/// reach a threshold are read off in order.
///
/// A place that no term has touched holds -0, whose bits are below those of every sum, 0 among
/// them; so one comparison of integers tells both what was touched and what is high enough. One bit
/// for every 64 places says where to look.
struct WindowScores: BitwiseCopyable {
  /// Sections of a window.
  static let sections = 2048
  private static let chunk = 64
  private static let untouched: Float = -0.0

  private let scores: FlatBuffer<Float>

  init(_ arena: FlatArena) {
    scores = arena.buffer(of: Self.untouched, count: Self.sections)
  }

  /// Adds what a term gives to the sections at `places` of a block, all of them in the window.
  ///
  /// - Returns: A bit for each chunk touched.
  @inline(__always)
  func add(
    _ cursor: borrowing PostingsCursor, _ places: Range<Int>, start: UInt32,
    _ lengths: SectionLengths, _ model: BM25, _ weight: Float
  ) -> UInt32 {
    let sections = cursor.sections
    let frequencies = cursor.frequencies
    var chunks: UInt32 = 0
    var place = places.lowerBound
    while place &+ 4 <= places.upperBound {
      let four = sections[lanes: place]
      let frequency = SIMD4<Float>(
        SIMD4<Int32>(truncatingIfNeeded: frequencies[lanes: place] &+ 1))
      let score = model.score(weight, frequency: frequency, length: lengths[four])
      let slots = four &- start
      add(score[0], slots[0])
      add(score[1], slots[1])
      add(score[2], slots[2])
      add(score[3], slots[3])
      let bits = SIMD4<UInt32>(repeating: 1) &<< (slots &>> 6)
      chunks |= bits[0] | bits[1] | bits[2] | bits[3]
      place &+= 4
    }
    while place < places.upperBound {
      let slot = sections[place] &- start
      let frequency = Float(Int32(truncatingIfNeeded: frequencies[place] &+ 1))
      add(model.score(weight, frequency: frequency, length: lengths[sections[place]]), slot)
      chunks |= 1 &<< (slot >> 6)
      place &+= 1
    }
    return chunks
  }

  @inline(__always)
  private func add(_ score: Float, _ slot: UInt32) {
    scores[Int(slot)] += score
  }

  /// Adds a score to one section of the window; returns the bit of its chunk.
  @inline(__always)
  func add(_ score: Float, at slot: UInt32) -> UInt32 {
    add(score, slot)
    return 1 &<< (slot >> 6)
  }

  /// Whether a term has touched a section of the window.
  @inline(__always)
  func isTouched(_ slot: UInt32) -> Bool {
    Int32(bitPattern: scores[Int(slot)].bitPattern) >= 0
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
    _ chunks: UInt32, above threshold: Float, start: UInt32, into output: FlatBuffer<ScoredSection>
  ) -> Int {
    let least = threshold < 0 ? -1 : Int32(bitPattern: threshold.bitPattern)
    let limit = SIMD4<Int32>(repeating: least)
    let empty = SIMD4<Float>(repeating: Self.untouched)
    var count = 0
    var left = chunks
    while left != 0 {
      let first = left.trailingZeroBitCount &* Self.chunk
      left &= left &- 1
      var slot = first
      while slot < first &+ Self.chunk {
        let four = scores[lanes: slot]
        scores[lanes: slot] = empty
        let isAbove = unsafeBitCast(four, to: SIMD4<Int32>.self) .> limit
        if any(isAbove) {
          for lane in 0..<4 {
            output[count] = ScoredSection(
              section: start &+ UInt32(truncatingIfNeeded: slot &+ lane), score: four[lane])
            count &+= isAbove[lane] ? 1 : 0
          }
        }
        slot &+= 4
      }
    }
    return count
  }
}
