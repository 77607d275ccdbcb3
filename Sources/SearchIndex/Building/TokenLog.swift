/// The occurrences of a segment under construction, in the order they came: eight bytes each.
///
/// One entry is the term's number in the high half and the position in the low 31 bits, with bit
/// 31 set for a Hangul bigram that begins a word. Sorting by term is one counting sort at the end,
/// which costs less than a list a term that grows in pieces.
struct TokenLog {
  private var entries: [UInt64] = []
  /// Entry at which each section begins.
  private var sectionStarts: [Int] = []

  /// Eight in the log and eight more while it is sorted.
  static let bytesPerEntry = 16
  static let startFlag: UInt32 = 0x8000_0000

  var count: Int { entries.count }
  /// Bytes held while logging and, from `sorted`, at the peak.
  var bytes: Int { entries.count * Self.bytesPerEntry + sectionStarts.count * 8 }

  /// An empty log with room for `capacity` entries; the room costs memory only as it is used.
  init(capacity: Int = 0) { entries.reserveCapacity(capacity) }

  mutating func beginSection() { sectionStarts.append(entries.count) }

  @inline(__always)
  mutating func append(term: UInt32, position: UInt32, beginsWord: Bool) {
    entries.append(
      UInt64(term) << 32 | UInt64(beginsWord ? position | Self.startFlag : position))
  }

  /// Occurrences of each term, as (section, flagged position) in the order they came, and where
  /// each term's begin. O(n + terms).
  func sorted(terms: Int) -> (starts: [Int], sections: [UInt32], positions: [UInt32]) {
    var starts = [Int](repeating: 0, count: terms + 1)
    for entry in entries { starts[Int(entry >> 32) &+ 1] &+= 1 }
    for term in 0..<terms { starts[term + 1] += starts[term] }
    var next = starts
    var sections = [UInt32](repeating: 0, count: entries.count)
    var positions = [UInt32](repeating: 0, count: entries.count)
    for section in sectionStarts.indices {
      let end = section + 1 < sectionStarts.count ? sectionStarts[section + 1] : entries.count
      for index in sectionStarts[section]..<end {
        let entry = entries[index]
        let place = next[Int(entry >> 32)]
        next[Int(entry >> 32)] = place &+ 1
        sections[place] = UInt32(truncatingIfNeeded: section)
        positions[place] = UInt32(truncatingIfNeeded: entry)
      }
    }
    return (starts, sections, positions)
  }
}
