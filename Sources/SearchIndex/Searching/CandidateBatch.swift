import IndexBytes

/// Sections of one block that may still be among the best: the same place of every buffer is about
/// the same section. Four of them are worked on at a time, so behind the last there is room for three.
struct CandidateBatch: BitwiseCopyable {
  /// In ascending order.
  let sections: FlatBuffer<UInt32>
  /// Their lengths in tokens.
  let lengths: FlatBuffer<Float>
  /// What they score at most: what the lists looked at give, and the bounds of the others.
  let bounds: FlatBuffer<Float>
  /// Their frequencies, less one, in the list looked at last, or their places in its block.
  let frequencies: FlatBuffer<UInt32>
  /// In which of the lists that they need not be in they are, a bit each.
  let marks: FlatBuffer<UInt32>
  /// How many there are.
  var count = 0

  init(_ arena: FlatArena) {
    let room = PostingsLayout.block + 4
    sections = arena.buffer(of: 0, count: room)
    lengths = arena.buffer(of: 0, count: room)
    bounds = arena.buffer(of: 0, count: room)
    frequencies = arena.buffer(of: 0, count: room)
    marks = arena.buffer(of: 0, count: room)
  }

  /// Takes all sections of a block, with their frequencies, which are decoded; they have no bound yet.
  mutating func take(_ cursor: PostingsCursor, _ table: SectionLengths, bound: Float) {
    count = cursor.blockSize
    var place = 0
    while place < count {
      let four = cursor.sections[lanes: place]
      sections[lanes: place] = four
      lengths[lanes: place] = table[four]
      bounds[lanes: place] = SIMD4(repeating: bound)
      marks[lanes: place] = SIMD4(repeating: 0)
      frequencies[lanes: place] = cursor.frequencies[lanes: place]
      place &+= 4
    }
  }

  /// Adds to the bounds what a term gives at most that occurs up to `frequency` times, or takes it off.
  ///
  /// - Parameters:
  ///   - sign: 1 to add, -1 to take off.
  ///   - weight: The term's weight.
  ///   - frequency: How often it occurs at most.
  ///   - model: What a term gives.
  @inline(__always)
  func addBound(_ sign: Float, _ weight: Float, _ frequency: Float, _ model: BM25) {
    let frequency = SIMD4<Float>(repeating: frequency)
    let quantum = SIMD4<Float>(repeating: model.quantum)
    var place = 0
    while place < count {
      let most = model.score(weight, frequency: frequency, length: lengths[lanes: place]) + quantum
      bounds[lanes: place] += sign * most
      place &+= 4
    }
  }

  /// Adds to the bounds what a term gives by the sections' frequencies.
  func addScores(_ weight: Float, _ model: BM25) {
    var place = 0
    while place < count {
      let frequency = SIMD4<Float>(
        SIMD4<Int32>(truncatingIfNeeded: frequencies[lanes: place] &+ 1))
      bounds[lanes: place] += model.score(
        weight, frequency: frequency, length: lengths[lanes: place])
      place &+= 4
    }
  }

  /// Stands for the frequency of a section that is not in a list.
  static let missing = UInt32.max

  /// The same where some of the sections are missing from the list.
  func addScoresOfFound(_ weight: Float, _ model: BM25) {
    var place = 0
    while place < count {
      let occurrences = frequencies[lanes: place] &+ 1
      let score = model.score(
        weight, frequency: SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: occurrences)),
        length: lengths[lanes: place])
      bounds[lanes: place] += score.replacing(with: 0, where: occurrences .== 0)
      place &+= 4
    }
  }

  /// Keeps the sections whose bounds are above `threshold`.
  mutating func keep(above threshold: Float) {
    let limit = SIMD4<Float>(repeating: threshold)
    // Lanes behind the last are kept in no case.
    bounds[lanes: count] = SIMD4(repeating: -.infinity)
    var kept = 0
    var place = 0
    while place < count {
      let isAbove = bounds[lanes: place] .> limit
      if any(isAbove) {
        if all(isAbove) {
          copyFour(place, to: kept)
          kept &+= 4
        } else {
          let steps = SIMD4<UInt32>(repeating: 0).replacing(with: 1, where: isAbove)
          for lane in 0..<4 {
            copy(place &+ lane, to: kept)
            kept &+= Int(steps[lane])
          }
        }
      }
      place &+= 4
    }
    count = kept
  }

  @inline(__always)
  private func copyFour(_ place: Int, to kept: Int) {
    sections[lanes: kept] = sections[lanes: place]
    lengths[lanes: kept] = lengths[lanes: place]
    bounds[lanes: kept] = bounds[lanes: place]
    marks[lanes: kept] = marks[lanes: place]
  }

  /// Copies a section, its length, its bound and its marks.
  @inline(__always)
  func copy(_ place: Int, to kept: Int) {
    sections[kept] = sections[place]
    lengths[kept] = lengths[place]
    bounds[kept] = bounds[place]
    marks[kept] = marks[place]
  }

  /// Removes the sections for which `isOut` holds.
  @inline(__always)
  mutating func removeAll(where isOut: (UInt32) -> Bool) {
    var kept = 0
    for place in 0..<count where !isOut(sections[place]) {
      copy(place, to: kept)
      kept &+= 1
    }
    count = kept
  }

  /// Where the sections up to `last` end that begin at `place`.
  @inline(__always)
  func end(ofRun place: Int, through last: UInt32) -> Int {
    if sections[count &- 1] <= last { return count }
    var end = place &+ 1
    while sections[end] <= last { end &+= 1 }
    return end
  }
}
