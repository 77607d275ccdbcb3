import IndexBytes

/// Adds up the occurrences of many lists by section, then gives the sums in order of section.
///
/// Most sections hold one of the words once: a bit each. Only those that hold more have a number.
struct OccurrenceSums: BitwiseCopyable {
  /// A bit for each section that holds a word.
  private let seen: FlatBuffer<UInt64>
  /// A bit for each that has a number in `more`.
  private let isMore: FlatBuffer<UInt64>
  /// Occurrences beyond the first.
  private let more: FlatBuffer<UInt32>

  /// Sums of nothing.
  init(sections: Int, _ arena: FlatArena) {
    let words = (sections + 63) / 64
    seen = arena.buffer(of: 0, count: words)
    isMore = arena.buffer(of: 0, count: words)
    more = arena.buffer(of: 0, count: sections)
  }

  /// Sections there is room for.
  var capacity: Int { more.count }

  /// Adds the current block of a cursor, whose frequencies are decoded.
  func add(_ cursor: PostingsCursor) {
    for place in 0..<cursor.blockSize {
      let section = cursor.sections[place]
      let extra = cursor.frequencies[place]
      let word = Int(section >> 6)
      let bit = UInt64(1) &<< UInt64(section & 63)
      let isKnown = seen[word] & bit != 0
      seen[word] |= bit
      if isKnown || extra != 0 {
        isMore[word] |= bit
        more[Int(section)] &+= isKnown ? extra &+ 1 : extra
      }
    }
  }

  /// Calls `take` with every section and its sum, in order, and forgets them. O(sections / 64 + found).
  func drain(_ take: (UInt32, UInt32) -> Void) {
    for word in 0..<seen.count {
      var bits = seen[word]
      if bits == 0 { continue }
      let extra = isMore[word]
      seen[word] = 0
      isMore[word] = 0
      while bits != 0 {
        let place = bits.trailingZeroBitCount
        bits &= bits &- 1
        let section = word &* 64 &+ place
        var sum: UInt32 = 1
        if extra >> UInt64(place) & 1 == 1 {
          sum = sum &+ more[section]
          more[section] = 0
        }
        take(UInt32(truncatingIfNeeded: section), sum)
      }
    }
  }
}
