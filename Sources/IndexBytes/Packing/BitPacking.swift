/// Integers in as few bits as the largest of them needs.
///
/// Two layouts, both little-endian:
///
/// - A **block** is 128 values in four lanes: value i is number i / 4 of lane i % 4, and the 32
///   values of a lane fill `bits` words of 32 bits from the low bit up. Word w of the four lanes
///   stand side by side, 16 bytes a word, so a block takes 16 × bits bytes and four values unpack
///   at a time. (Lemire & Boytsov, "Decoding billions of integers per second through
///   vectorization", 2015: the vertical layout of SIMD-BP128.)
/// - A **tail** is fewer values, one after the other: value i takes the bits from i × bits.
///
/// Worked example, tail: 5, 1, 7 at 3 bits is 0b111_001_101 = CD 01.
public enum BitPacking {
  /// Values in a block.
  public static let blockSize = 128

  /// Bits needed for every value up to `largest`; 0 for 0.
  @inlinable
  public static func width(_ largest: UInt32) -> Int { 32 - largest.leadingZeroBitCount }

  /// Bytes of a block of `bits` a value.
  @inlinable
  public static func blockBytes(bits: Int) -> Int { bits &* 16 }

  /// Bytes of a tail of `count` values of `bits`.
  @inlinable
  public static func tailBytes(count: Int, bits: Int) -> Int { (count &* bits &+ 7) >> 3 }

  /// Appends the block of `values[start ..< start + 128]`.
  public static func packBlock(
    _ values: [UInt32], from start: Int, bits: Int, into writer: inout ByteWriter
  ) {
    precondition(bits <= 32 && start + blockSize <= values.count)
    guard bits > 0 else { return }
    // The word that is being filled, and how many of its 32 bits are.
    var word = SIMD4<UInt32>.zero
    var filled = 0
    for row in 0..<32 {
      let place = start + row * 4
      let value = SIMD4(
        values[place], values[place + 1], values[place + 2], values[place + 3])
      word |= value &<< SIMD4(repeating: UInt32(filled))
      filled += bits
      guard filled >= 32 else { continue }
      for lane in 0..<4 { writer.uint32(word[lane]) }
      filled -= 32
      // What of the value did not fit; a shift by 32 would be none.
      word = filled > 0 ? value &>> SIMD4(repeating: UInt32(bits - filled)) : .zero
    }
  }

  /// Appends the tail of `values[range]`, at most 127 of them.
  public static func packTail(
    _ values: [UInt32], _ range: Range<Int>, bits: Int, into writer: inout ByteWriter
  ) {
    var pending: UInt64 = 0
    var used = 0
    guard bits > 0 else { return }
    for index in range {
      pending |= UInt64(values[index]) << UInt64(used)
      used += bits
      while used >= 8 {
        writer.byte(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        used -= 8
      }
    }
    if used > 0 { writer.byte(UInt8(truncatingIfNeeded: pending)) }
  }

  /// Unpacks a block, value by value: the definition of the layout, and the oracle of
  /// `unpackBlock`. The caller has checked that 16 × bits bytes are there.
  public static func unpackBlockScalar(
    _ view: ByteView, at offset: Int, bits: Int, into output: FlatBuffer<UInt32>
  ) {
    let mask = bits == 32 ? UInt32.max : (UInt32(1) << UInt32(bits)) &- 1
    for index in 0..<blockSize {
      guard bits > 0 else {
        output[index] = 0
        continue
      }
      let bit = (index >> 2) * bits
      let place = offset + (bit >> 5) * 16 + (index & 3) * 4
      let shift = bit & 31
      var value = view.uint32(place) >> UInt32(shift)
      if shift + bits > 32 { value |= view.uint32(place + 16) << UInt32(32 - shift) }
      output[index] = value & mask
    }
  }

  /// Unpacks a tail of `count` values.
  ///
  /// The caller has checked that the tail's bytes and eight more are inside the view.
  @inlinable
  public static func unpackTail(
    _ view: ByteView, at offset: Int, count: Int, bits: Int, into output: FlatBuffer<UInt32>
  ) {
    let mask = (UInt64(1) &<< UInt64(bits)) &- 1
    var bit = 0
    var index = 0
    while index < count {
      let word = view.uint64(offset &+ (bit >> 3))
      output[index] = UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask)
      bit &+= bits
      index &+= 1
    }
  }
}
