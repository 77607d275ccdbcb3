import IndexBytes

/// Adds up the occurrences of many lists by section, then gives the sums in order of section.
///
/// Most sums fit a byte; a larger one has 255 at most there, and the rest elsewhere. Sections stand in
/// chunks of 64, of which is known whether any of them has a sum. Adding has no branch that depends
/// on what was added before.
struct OccurrenceSums: BitwiseCopyable {
  private static let chunk = 64

  /// Up to 255 occurrences of each section; 0 for one that holds no word.
  private let sums: FlatBuffer<UInt8>
  /// What they have beyond that.
  private let rest: FlatBuffer<UInt32>
  /// Whether one has any: one element.
  private let hasRest: FlatBuffer<Bool>
  /// 1 for each chunk that has a sum.
  private let touched: FlatBuffer<UInt8>

  /// Sums of nothing.
  init(sections: Int, _ arena: FlatArena) {
    let chunks = (sections + Self.chunk - 1) / Self.chunk
    sums = arena.buffer(of: 0, count: chunks * Self.chunk)
    rest = arena.buffer(of: 0, count: chunks * Self.chunk)
    hasRest = arena.buffer(of: false, count: 1)
    touched = arena.buffer(of: 0, count: chunks)
  }

  /// Sections there is room for.
  var capacity: Int { sums.count }

  /// Adds the current block of a cursor, whose frequencies are decoded.
  func add(_ cursor: borrowing PostingsCursor) {
    let sections = cursor.sections
    let frequencies = cursor.frequencies
    for place in 0..<cursor.blockSize {
      let section = Int(sections[place])
      let sum = UInt64(frequencies[place]) &+ 1 &+ UInt64(sums[section])
      touched[section >> 6] = 1
      sums[section] = UInt8(truncatingIfNeeded: sum)
      if sum > 255 { putElsewhere(section, sum) }
    }
  }

  @inline(never)
  private func putElsewhere(_ section: Int, _ sum: UInt64) {
    hasRest[0] = true
    sums[section] = 255
    rest[section] &+= UInt32(truncatingIfNeeded: sum &- 255)
  }

  /// Puts every section and its sum into buffers, in order, and forgets them. O(sections / 64 + found).
  ///
  /// - Parameters:
  ///   - sections: Has room for all sections added.
  ///   - frequencies: As much.
  /// - Returns: How many there are.
  func drain(into sections: FlatBuffer<UInt32>, _ frequencies: FlatBuffer<UInt32>) -> Int {
    var count = 0
    for chunk in 0..<touched.count where touched[chunk] != 0 {
      touched[chunk] = 0
      let first = chunk &* Self.chunk
      var bits = bits(first)
      while bits != 0 {
        let section = first &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        sections[count] = UInt32(truncatingIfNeeded: section)
        frequencies[count] = UInt32(sums[section])
        count &+= 1
      }
      for place in 0..<8 { sums[eight: first &+ place &* 8] = 0 }
    }
    if hasRest[0] { addRest(sections, frequencies, count) }
    return count
  }

  /// A bit for each section of a chunk that has a sum.
  private func bits(_ first: Int) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var bits: UInt64 = 0
    for place in 0..<8 {
      let eight = sums[eight: first &+ place &* 8]
      // The high bit of every byte that is not 0, then the eight of them side by side.
      let high = (((eight & low) &+ low) | eight) & ~low
      let packed = ((high &>> 7) &* 0x0102_0408_1020_4080) &>> 56
      bits |= packed &<< UInt64(place &* 8)
    }
    return bits
  }

  private func addRest(
    _ sections: FlatBuffer<UInt32>, _ frequencies: FlatBuffer<UInt32>, _ count: Int
  ) {
    for place in 0..<count {
      frequencies[place] &+= rest[Int(sections[place])]
      rest[Int(sections[place])] = 0
    }
    hasRest[0] = false
  }

  /// Forgets what was added. O(sections).
  func forget() {
    sums.fill(0, in: 0..<sums.count)
    rest.fill(0, in: 0..<rest.count)
    touched.fill(0, in: 0..<touched.count)
    hasRest[0] = false
  }
}
