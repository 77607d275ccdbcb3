import IndexBytes

/// Sorts terms by their first bytes, a byte at a time from the last one to the first; what has these in
/// common is for the caller to sort.
struct TermOrder {
  /// A term: its key, and its number.
  struct Entry: BitwiseCopyable {
    let key: UInt64
    let id: UInt32
  }

  private static let keyBytes = 8
  private static let values = 256

  private let arena = FlatArena()
  /// In the order so far.
  private var entries: FlatBuffer<Entry>
  private var spare: FlatBuffer<Entry>
  /// How many keys have which value at each byte.
  private let counts: FlatBuffer<UInt32>

  /// Room for `count` terms.
  init(count: Int) {
    entries = arena.buffer(count: count)
    spare = arena.buffer(count: count)
    counts = arena.buffer(of: 0, count: Self.keyBytes * Self.values)
  }

  /// Sets the term at a place, each once, before they are sorted.
  mutating func set(_ place: Int, _ key: UInt64, id: UInt32) {
    entries[place] = Entry(key: key, id: id)
    for byte in 0..<Self.keyBytes { counts[Self.slot(key, byte)] &+= 1 }
  }

  /// Sorts all by their keys; those of equal keys stay in order. O(n).
  mutating func sort() {
    for byte in 0..<Self.keyBytes where !areAlike(byte) { sort(by: byte) }
  }

  /// The entry at a place.
  subscript(place: Int) -> Entry { entries[place] }

  /// Where the count of a key's byte is; bytes are counted from the lowest.
  @inline(__always)
  private static func slot(_ key: UInt64, _ byte: Int) -> Int {
    byte &* values &+ Int(key &>> UInt64(8 &* byte) & 0xFF)
  }

  /// Whether all keys have the same value at a byte.
  private func areAlike(_ byte: Int) -> Bool {
    entries.count == 0 || Int(counts[Self.slot(entries[0].key, byte)]) == entries.count
  }

  private mutating func sort(by byte: Int) {
    var next: UInt32 = 0
    for slot in byte * Self.values..<(byte + 1) * Self.values {
      let count = counts[slot]
      counts[slot] = next
      next &+= count
    }
    for place in 0..<entries.count {
      let entry = entries[place]
      let slot = Self.slot(entry.key, byte)
      spare[Int(counts[slot])] = entry
      counts[slot] &+= 1
    }
    swap(&entries, &spare)
  }
}
