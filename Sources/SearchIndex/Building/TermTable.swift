import IndexBytes

/// Numbers terms as they come: a hash table with open addressing on flat memory.
///
/// A term of at most eight bytes (every Hangul bigram) is its own key; a longer one is found by
/// its hash and compared byte by byte.
struct TermTable: ~Copyable {
  /// A place of the table, 16 bytes, so that a probe touches one cache line.
  struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    /// Number of the term plus one; 0 for an empty place.
    var entry: UInt32 = 0
    var length: UInt32 = 0
  }

  /// Terms looked up side by side.
  static let batch = 64
  /// Terms of at most that many bytes are their own key.
  private static let shortBytes = 8

  private var slots = LargeBuffer<Slot>(capacity: 1 << 16)
  private var mask = 1 << 16 - 1
  private var starts: [UInt32] = []
  private var lengths: [UInt16] = []
  private var arena: [UInt8] = []

  /// Terms numbered so far.
  var count: Int { starts.count }

  /// Bytes held, about.
  var bytes: Int { (mask + 1) * 16 + starts.count * 6 + arena.count }

  /// The number of the term `view[offset ..< offset + length]`, new or known. Amortized O(length).
  mutating func number(of view: ByteView, _ offset: Int, _ length: Int) -> UInt32 {
    let key = Self.key(view, offset, length)
    var place = Self.place(key, length) & mask
    while true {
      let slot = slots[place]
      if slot.entry == 0 { return add(key, view, offset, length, place) }
      if slot.key == key, Int(slot.length) == length,
        length <= Self.shortBytes || sameBytes(Int(slot.entry &- 1), view, offset, length)
      {
        return slot.entry &- 1
      }
      place = (place &+ 1) & mask
    }
  }

  /// The number of a short term plus one if it is in the first two places that it can be in;
  /// else 0. Both are mostly in the same cache line.
  ///
  /// Nothing depends on the answer, so calls for several terms wait for memory at the same time.
  @inline(__always)
  func probe(_ view: ByteView, _ offset: Int, _ length: Int) -> UInt32 {
    if length > Self.shortBytes { return 0 }
    let key = Self.key(view, offset, length)
    let place = Self.place(key, length)
    let slot = slots[place & mask]
    if slot.key == key, Int(slot.length) == length { return slot.entry }
    let next = slots[(place &+ 1) & mask]
    return next.key == key && Int(next.length) == length ? next.entry : 0
  }

  /// The bytes of a term.
  func term(_ id: Int) -> ArraySlice<UInt8> {
    let start = Int(starts[id])
    return arena[start..<start + Int(lengths[id])]
  }

  @inline(__always)
  private static func key(_ view: ByteView, _ offset: Int, _ length: Int) -> UInt64 {
    if length > shortBytes {
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
  private static func place(_ key: UInt64, _ length: Int) -> Int {
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
    _ key: UInt64, _ view: ByteView, _ offset: Int, _ length: Int, _ place: Int
  ) -> UInt32 {
    let id = UInt32(starts.count)
    starts.append(UInt32(arena.count))
    lengths.append(UInt16(length))
    for index in 0..<length { arena.append(view.byte(offset &+ index)) }
    slots[place] = Slot(key: key, entry: id &+ 1, length: UInt32(length))
    if starts.count * 2 > mask { grow() }
    return id
  }

  private mutating func grow() {
    let size = (mask + 1) * 2
    var larger = LargeBuffer<Slot>(capacity: size, inHugePages: true)
    for old in 0...mask {
      let slot = slots[old]
      if slot.entry == 0 { continue }
      var place = Self.place(slot.key, Int(slot.length)) & (size - 1)
      while larger[place].entry != 0 { place = (place &+ 1) & (size - 1) }
      larger[place] = slot
    }
    slots = larger
    mask = size - 1
  }

  /// The numbers of all terms in byte order of the terms. O(n), and O(m log m) for each m terms that have
  /// their first eight bytes in common.
  func sorted() -> [UInt32] {
    var order = TermOrder(count: count)
    for id in 0..<count { order.set(id, TermKey.of(term(id)), id: UInt32(id)) }
    order.sort()
    var result: [UInt32] = []
    result.reserveCapacity(count)
    var place = 0
    while place < count {
      let start = place
      while place < count, order[place].key == order[start].key {
        result.append(order[place].id)
        place += 1
      }
      guard place - start > 1 else { continue }
      result[start..<place].sort {
        term(Int($0)).lexicographicallyPrecedes(term(Int($1)))
      }
    }
    return result
  }
}
