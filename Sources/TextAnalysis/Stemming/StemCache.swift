/// Stems of English words, remembered.
///
/// libstemmer takes about half a microsecond a word, which is most of the time of an English text.
/// A direct-mapped table remembers the last word of each slot, with its stem. It is small until it has
/// been filled once: a process that answers one query needs no more, and clearing a large one takes
/// longer than the query.
struct StemCache {
  /// A word of up to 16 bytes, packed; zero bytes fill it up.
  struct Packed: Equatable {
    static let capacity = 16
    var low: UInt64 = 0
    var high: UInt64 = 0

    /// Sets the byte at `index`, which must be zero and below `capacity`.
    @inline(__always)
    mutating func set(_ byte: UInt8, at index: Int) {
      let shift = UInt64(index & 7) &* 8
      if index < 8 { low |= UInt64(byte) << shift } else { high |= UInt64(byte) << shift }
    }

    @inline(__always)
    func byte(at index: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: (index < 8 ? low : high) >> (UInt64(index & 7) &* 8))
    }
  }

  private struct Entry {
    var word = Packed()
    var stem = Packed()
    var stemLength = 0
  }

  private static let smallSlotBits: UInt64 = 7
  private static let slotBits: UInt64 = 14
  private var entries: [Entry] = []
  /// How far a hash is shifted so that its top bits are a slot.
  private var shift: UInt64 = 64
  /// Words of the small table that were not in it.
  private var misses = 0
  private let stemmer = EnglishStemmer()

  /// Appends the stem of a packed word to `bytes`.
  @inline(__always)
  mutating func appendStem(of word: Packed, length: Int, to bytes: inout [UInt8]) {
    if entries.isEmpty { clear(slotBits: Self.smallSlotBits) }
    var slot = slot(of: word)
    if entries[slot].word != word { slot = remember(word, length: length) }
    let stem = entries[slot].stem
    let stemLength = entries[slot].stemLength
    bytes.append(addingCapacity: Packed.capacity) { output in
      for index in 0..<stemLength { output.append(stem.byte(at: index)) }
    }
  }

  /// Replaces the word that fills `bytes` from `start` on by its stem.
  mutating func stemTail(of bytes: inout [UInt8], from start: Int) {
    let length = bytes.count - start
    if length <= Packed.capacity {
      var word = Packed()
      for index in 0..<length { word.set(bytes[start + index], at: index) }
      bytes.removeLast(length)
      appendStem(of: word, length: length, to: &bytes)
    } else {
      let word = Array(bytes[start...])
      bytes.removeLast(length)
      stemmer.withStem(of: word.span) { stem in
        for index in stem.indices { bytes.append(stem[index]) }
      }
    }
  }

  /// A multiplicative hash (the golden ratio), whose top bits are the slot.
  @inline(__always)
  private func slot(of word: Packed) -> Int {
    let mixed = (word.low ^ (word.high &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> shift)
  }

  private mutating func clear(slotBits: UInt64) {
    entries = Array(repeating: Entry(), count: 1 << Int(slotBits))
    shift = 64 - slotBits
  }

  /// Asks the stemmer and remembers what it said; the word's slot.
  @inline(never)
  private mutating func remember(_ word: Packed, length: Int) -> Int {
    misses += 1
    if misses == 1 << Int(Self.smallSlotBits) { clear(slotBits: Self.slotBits) }
    let slot = slot(of: word)
    entries[slot] = entry(for: word, length: length)
    return slot
  }

  /// Asks the stemmer. English stems are no longer than their words, so they fit.
  private func entry(for word: Packed, length: Int) -> Entry {
    var bytes: [UInt8] = []
    for index in 0..<length { bytes.append(word.byte(at: index)) }
    return stemmer.withStem(of: bytes.span) { stem in
      var entry = Entry(word: word, stem: word, stemLength: length)
      guard stem.count <= Packed.capacity else { return entry }
      entry.stem = Packed()
      entry.stemLength = stem.count
      for index in stem.indices { entry.stem.set(stem[index], at: index) }
      return entry
    }
  }
}
