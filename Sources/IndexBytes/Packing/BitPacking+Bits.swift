/// Ascending numbers as bits: bit i, of words of 64 from the low bit up, stands for the number i behind
/// the one that the first bit stands for.
extension BitPacking {
  /// Values that `unpackBits` needs room for.
  public static let unpackedBits = blockSize + 8

  /// Words of the bits of ascending numbers whose gaps less one, the first counted from -1, are the first
  /// `count` of `gaps`. O(count).
  public static func bitWords(_ gaps: FlatBuffer<UInt32>, count: Int) -> Int {
    var span = count
    for index in 0..<count { span &+= Int(gaps[index]) }
    return (span + 63) >> 6
  }

  /// Appends the bits of these numbers. O(count + words).
  public static func packBits(
    _ gaps: FlatBuffer<UInt32>, count: Int, into writer: inout ByteWriter
  ) {
    var word: UInt64 = 0
    var number = 0
    var slot = -1
    for index in 0..<count {
      slot &+= Int(gaps[index]) &+ 1
      while slot >> 6 > number {
        writer.uint64(word)
        word = 0
        number &+= 1
      }
      word |= 1 &<< UInt64(slot & 63)
    }
    writer.uint64(word)
  }

  /// Puts the numbers of some bits into the front of `output`, in order. O(words).
  ///
  /// The caller has checked that 8 × words bytes are inside the view, and that `output` has room for
  /// `unpackedBits` values.
  ///
  /// - Parameters:
  ///   - view: The file.
  ///   - offset: Where the bits begin.
  ///   - words: How many words of them there are.
  ///   - first: What the first bit stands for.
  ///   - output: Takes the numbers.
  /// - Returns: How many there are; one more than a block where there are more than that.
  public static func unpackBits(
    _ view: ByteView, at offset: Int, words: Int, from first: UInt32,
    into output: FlatBuffer<UInt32>
  ) -> Int {
    let table = byteTable
    var base = first
    var count = 0
    for index in 0..<words {
      var word = view.uint64(offset &+ index &* 8)
      if count &+ word.nonzeroBitCount > blockSize { return blockSize &+ 1 }
      for _ in 0..<8 {
        let byte = Int(word & 0xFF)
        word &>>= 8
        let bits = byte &* 8
        output[lanes: count] = SIMD4(truncatingIfNeeded: table.numbers[lanes: bits]) &+ base
        output[lanes: count &+ 4] =
          SIMD4(truncatingIfNeeded: table.numbers[lanes: bits &+ 4]) &+ base
        count &+= Int(table.counts[byte])
        base = base &+ 8
      }
    }
    return count
  }

  /// Puts `count` neighbouring numbers into the front of `output`; `count` is a multiple of four.
  @inlinable
  public static func fill(_ output: FlatBuffer<UInt32>, count: Int, from first: UInt32) {
    var row = SIMD4<UInt32>(0, 1, 2, 3) &+ first
    for index in stride(from: 0, to: count, by: 4) {
      output[lanes: index] = row
      row = row &+ 4
    }
  }

  private static let byteTable = ByteTable()
}

/// What is in each of the 256 bytes.
private struct ByteTable: Sendable {
  /// For each byte the numbers of its bits, in room for eight.
  let numbers: FlatBuffer<UInt16>
  /// How many bits it has.
  let counts: FlatBuffer<UInt8>
  private let arena = FlatArena()

  init() {
    numbers = arena.buffer(of: 0, count: 2048)
    counts = arena.buffer(of: 0, count: 256)
    for byte in 0..<256 {
      counts[byte] = UInt8(byte.nonzeroBitCount)
      var place = byte * 8
      for bit in 0..<8 where byte >> bit & 1 == 1 {
        numbers[place] = UInt16(bit)
        place += 1
      }
    }
  }
}
