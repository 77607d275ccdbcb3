import IndexBytes

/// Numbers terms as they come: a hash table with open addressing on flat memory.
///
/// A term of at most eight bytes (every Hangul bigram) is its own key; a longer one is found by
/// its hash and compared byte by byte.
struct TermTable {
  private var slots: [UInt32]
  private var mask: Int
  private var keys: [UInt64] = []
  private var starts: [UInt32] = []
  private var lengths: [UInt16] = []
  private var arena: [UInt8] = []

  /// Terms numbered so far.
  var count: Int { keys.count }

  /// Bytes held, about.
  var bytes: Int { slots.count * 4 + keys.count * 14 + arena.count }

  init() {
    slots = [UInt32](repeating: 0, count: 1 << 16)
    mask = slots.count - 1
  }

  /// The number of the term `view[offset ..< offset + length]`, new or known. Amortized O(length).
  mutating func number(of view: ByteView, _ offset: Int, _ length: Int) -> UInt32 {
    let key = Self.key(view, offset, length)
    var slot = Self.slot(key, length) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return add(key, view, offset, length, slot) }
      let id = Int(entry &- 1)
      if keys[id] == key, Int(lengths[id]) == length,
        length <= 8 || sameBytes(id, view, offset, length)
      {
        return entry &- 1
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// The bytes of a term.
  func term(_ id: Int) -> ArraySlice<UInt8> {
    let start = Int(starts[id])
    return arena[start..<start + Int(lengths[id])]
  }

  @inline(__always)
  private static func key(_ view: ByteView, _ offset: Int, _ length: Int) -> UInt64 {
    if length > 8 {
      guard let slice = view.slice(offset, length) else { return 0 }
      return Checksum.hash64(slice)
    }
    if offset &+ 8 <= view.count {
      let word = view.uint64(offset)
      return length == 8 ? word : word & ((1 &<< UInt64(length &* 8)) &- 1)
    }
    var key: UInt64 = 0
    for index in 0..<length { key |= UInt64(view.byte(offset &+ index)) &<< UInt64(index &* 8) }
    return key
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ length: Int) -> Int {
    let mixed = (key ^ UInt64(length) &<< 56) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 32)) & 0x7FFF_FFFF)
  }

  private func sameBytes(_ id: Int, _ view: ByteView, _ offset: Int, _ length: Int) -> Bool {
    let start = Int(starts[id])
    for index in 0..<length where arena[start &+ index] != view.byte(offset &+ index) {
      return false
    }
    return true
  }

  private mutating func add(
    _ key: UInt64, _ view: ByteView, _ offset: Int, _ length: Int, _ slot: Int
  ) -> UInt32 {
    let id = UInt32(keys.count)
    keys.append(key)
    starts.append(UInt32(arena.count))
    lengths.append(UInt16(length))
    for index in 0..<length { arena.append(view.byte(offset &+ index)) }
    slots[slot] = id &+ 1
    if keys.count * 2 > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for id in keys.indices {
      var slot = Self.slot(keys[id], Int(lengths[id])) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = UInt32(id) &+ 1
    }
  }

  /// The numbers of all terms in byte order of the terms. O(n log n).
  func sorted() -> [UInt32] {
    var order = keys.indices.map { (key: TermKey.of(term($0)), id: UInt32($0)) }
    order.sort { a, b in
      if a.key != b.key { return a.key < b.key }
      return term(Int(a.id)).lexicographicallyPrecedes(term(Int(b.id)))
    }
    return order.map(\.id)
  }
}
