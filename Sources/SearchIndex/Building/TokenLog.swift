import IndexBytes

/// The occurrences of a segment under construction, in the order they came: eight bytes each.
///
/// One entry is the term's number in the high half and the position in the low 31 bits, with bit
/// 31 set for a Hangul bigram that begins a word. Sorting by term is one counting sort at the end,
/// which costs less than a list a term that grows in pieces.
struct TokenLog: ~Copyable {
  private var entries: LargeBuffer<UInt64>
  private(set) var count = 0
  /// Entries whose memory is there.
  private var ready = 0
  /// Entries whose memory is asked for at once, at most: two megabytes.
  private static let step = 1 << 18
  /// Entry at which each section begins.
  private var sectionStarts: [UInt32] = []

  /// Eight in the log and eight more while it is sorted.
  static let bytesPerEntry = 16
  static let startFlag: UInt32 = 0x8000_0000
  /// Beyond that no more sections may be begun: places in the log are 32 bits.
  private static let mostEntries = Int(UInt32.max) / 2

  /// Bytes held while logging and, from `sorted`, at the peak; beyond any budget where the log is full.
  var bytes: Int {
    count > Self.mostEntries ? .max / 2 : count * Self.bytesPerEntry + sectionStarts.count * 4
  }

  /// An empty log with room for `capacity` entries; the room costs memory only as it is used.
  init(capacity: Int = 0) { entries = LargeBuffer(capacity: max(capacity, 512)) }

  mutating func beginSection() { sectionStarts.append(UInt32(count)) }

  /// Sees to it that so many more entries can be appended. O(1) amortized.
  mutating func makeRoom(_ more: Int) {
    if count + more > ready { makeReady(count + more) }
  }

  /// Appends an entry, for which room was made.
  @inline(__always)
  mutating func append(term: UInt32, position: UInt32, beginsWord: Bool) {
    assert(count < ready)
    entries[count] = UInt64(term) << 32 | UInt64(beginsWord ? position | Self.startFlag : position)
    count &+= 1
  }

  /// Sees to it that there is memory for more entries: for as many again as there are, while these are few.
  private mutating func makeReady(_ wanted: Int) {
    if wanted > entries.capacity { entries.grow(to: max(wanted, count * 2)) }
    let end = min(max(wanted, count + min(max(count, 512), Self.step)), entries.capacity)
    entries.prepare(ready..<end)
    ready = end
  }

  /// The occurrences of each term in the order they came. O(n + terms).
  consuming func sorted(terms: Int) -> SortedLog {
    var ends = [UInt32](repeating: 0, count: terms + 1)
    for index in 0..<count { ends[Int(entries[index] >> 32) &+ 1] &+= 1 }
    for term in 0..<terms { ends[term + 1] &+= ends[term] }
    var sorted = LargeBuffer<UInt64>(capacity: count)
    sorted.prepare(0..<count)
    for section in sectionStarts.indices {
      let end = section + 1 < sectionStarts.count ? Int(sectionStarts[section + 1]) : count
      let high = UInt64(section) << 32
      for index in Int(sectionStarts[section])..<end {
        let entry = entries[index]
        let term = Int(entry >> 32)
        sorted[Int(ends[term])] = high | entry & 0xFFFF_FFFF
        ends[term] &+= 1
      }
    }
    // Each term's end has moved to where the next begins.
    return SortedLog(occurrences: sorted, ends: ends)
  }
}

/// Occurrences by term: the section in the high half, the flagged position in the low.
struct SortedLog: ~Copyable {
  private let occurrences: LargeBuffer<UInt64>
  private let ends: [UInt32]

  fileprivate init(occurrences: consuming LargeBuffer<UInt64>, ends: [UInt32]) {
    self.occurrences = occurrences
    self.ends = ends
  }

  /// Where the occurrences of `term` are.
  func range(_ term: Int) -> Range<Int> {
    (term == 0 ? 0 : Int(ends[term - 1]))..<Int(ends[term])
  }

  /// An occurrence by its place.
  @inline(__always)
  func occurrence(_ place: Int) -> (section: UInt32, flaggedPosition: UInt32) {
    let value = occurrences[place]
    return (UInt32(truncatingIfNeeded: value >> 32), UInt32(truncatingIfNeeded: value))
  }
}
