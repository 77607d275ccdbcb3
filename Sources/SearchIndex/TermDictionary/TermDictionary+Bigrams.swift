import IndexBytes

/// All terms of two units whose second is known.
extension TermDictionary {
  /// Bigrams of one second unit, as the numbers that `TermKey` makes of their bytes.
  struct BigramEnding {
    /// Units of a run are syllables and conjoining letters: three bytes, the first from E1 to ED.
    private static let units: ClosedRange<UInt64> = 0xE1...0xED

    /// Bytes of a bigram.
    let length: Int
    /// No key is less, and none is greater.
    let least: UInt64
    let greatest: UInt64
    /// The second unit, where it stands in a key.
    private let bits: UInt64
    /// What the keys of a first unit and of the next differ by.
    private let step: UInt64

    /// - Parameters:
    ///   - unit: The second unit, three bytes.
    ///   - mark: What stands in front of the terms of a field: a byte at most.
    init(_ unit: [UInt8], mark: [UInt8]) {
      length = mark.count + 6
      let key = TermKey.of(mark[...])
      let first = UInt64(56 - 8 * mark.count)
      least = key + Self.units.lowerBound << first
      greatest = key + (Self.units.upperBound + 1) << first - 1
      bits = TermKey.of(unit[...]) >> UInt64(8 * mark.count + 24)
      step = 1 << (first - 16)
    }

    /// The least key of such a bigram that is not before `key`.
    @inline(__always)
    func next(from key: UInt64) -> UInt64 {
      // Of the same first unit, or of the next.
      let same = key & ~(step &- 1) | bits
      return same >= key ? same : same &+ step
    }
  }

  /// Gives the bigrams whose second unit is the one given, in order, with their values.
  ///
  /// O(blocks + first units · terms a block): blocks are passed by their keys, and of all that begin
  /// with one unit two at most are read.
  ///
  /// - Parameters:
  ///   - ending: What to look for.
  ///   - visit: Takes the bytes of a bigram, as `TermKey` has them, and its value.
  /// - Throws: `.corrupt` where a block is damaged.
  func bigrams(
    _ ending: BigramEnding, _ visit: (UInt64, TermInfo) -> Void
  ) throws(IndexError) {
    try requireKeys()
    var block = lastBlock(before: ending.least, from: 0)
    while block < blockCount {
      let key = checkedKey(block)
      if key > ending.greatest { return }
      let next = block + 1 < blockCount ? checkedKey(block + 1) : .max
      let wanted = ending.next(from: max(key, ending.least))
      let last = min(next, ending.greatest)
      if wanted <= last { try read(block, ending, wanted, last, visit) }
      block += 1
    }
  }

  /// Reads a block from the first key that is `wanted` as far as there may be more of them, `last`
  /// being the greatest key there may be.
  private func read(
    _ block: Int, _ ending: BigramEnding, _ wanted: UInt64, _ last: UInt64,
    _ visit: (UInt64, TermInfo) -> Void
  ) throws(IndexError) {
    var (reader, end) = try open(block)
    let count = Int(reader.byte())
    var offset = reader.varint()
    var key: UInt64 = 0
    var length = 0
    var wanted = wanted
    for _ in 0..<count {
      let (shared, added) = Self.readLengths(&reader)
      guard shared <= length, added <= end - reader.offset else { throw damaged(block) }
      TermKey.replace(&key, from: shared, file.view.uint64(reader.offset), added)
      length = shared &+ added
      reader.offset += added
      let info = Self.readValue(&reader, &offset)
      guard !reader.failed, reader.offset <= end else { throw damaged(block) }
      if key < wanted { continue }
      if key > last { return }
      if key == ending.next(from: key), length == ending.length { visit(key, info) }
      wanted = ending.next(from: key &+ 1)
      if wanted > last { return }
    }
  }
}
