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

  /// Bytes of `count` values of `bits`: a block if they are 128, else a tail.
  @inlinable
  public static func bytes(count: Int, bits: Int) -> Int {
    count == blockSize ? blockBytes(bits: bits) : tailBytes(count: count, bits: bits)
  }

  /// Appends the first `count` of `values`: as a block if they are 128, else as a tail.
  public static func pack(
    _ values: FlatBuffer<UInt32>, count: Int, bits: Int, into writer: inout ByteWriter
  ) {
    if count == blockSize {
      packBlock(values, bits: bits, into: &writer)
    } else {
      packTail(values, count: count, bits: bits, into: &writer)
    }
  }

  /// Appends the block of the first 128 of `values`.
  public static func packBlock(
    _ values: FlatBuffer<UInt32>, bits: Int, into writer: inout ByteWriter
  ) {
    precondition(bits <= 32 && blockSize <= values.count)
    guard bits > 0 else { return }
    var word = SIMD4<UInt32>.zero
    var used = 0
    for row in 0..<32 {
      let value = values[lanes: row &* 4]
      word |= value &<< SIMD4(repeating: UInt32(used))
      used &+= bits
      if used < 32 { continue }
      writer.lanes(word)
      used &-= 32
      word = used > 0 ? value &>> SIMD4(repeating: UInt32(bits &- used)) : .zero
    }
  }

  /// Appends the tail of the first `count` of `values`.
  public static func packTail(
    _ values: FlatBuffer<UInt32>, count: Int, bits: Int, into writer: inout ByteWriter
  ) {
    precondition(bits <= 32 && count <= values.count)
    var tail = BitTail()
    for index in 0..<count { tail.append(values[index], bits: bits, to: &writer) }
    tail.finish(&writer)
  }

  /// Unpacks a block, value by value: the definition of the layout, and the oracle of
  /// `unpackBlock`. The caller has checked that 16 × bits bytes are there.
  public static func unpackBlockScalar(
    _ view: ByteView, at offset: Int, bits: Int, into output: FlatBuffer<UInt32>
  ) {
    for index in 0..<blockSize { output[index] = blockValue(view, at: offset, bits: bits, index) }
  }

  /// One value of a block or, where there are not 128, of a tail. O(1).
  ///
  /// The caller has checked that the bytes of all `count` values and eight more are inside the view.
  @inlinable
  public static func value(
    _ view: ByteView, at offset: Int, count: Int, bits: Int, _ index: Int
  ) -> UInt32 {
    count == blockSize
      ? blockValue(view, at: offset, bits: bits, index)
      : tailValue(view, at: offset, bits: bits, index)
  }

  /// One value of a tail. O(1); see `unpackTail`.
  @inlinable @inline(__always)
  public static func tailValue(
    _ view: ByteView, at offset: Int, bits: Int, _ index: Int
  ) -> UInt32 {
    let bit = index &* bits
    let mask = (UInt64(1) &<< UInt64(bits)) &- 1
    let word = view.uint64(offset &+ (bit >> 3))
    return UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask)
  }

  @inlinable
  static func blockValue(
    _ view: ByteView, at offset: Int, bits: Int, _ index: Int
  ) -> UInt32 {
    if bits == 0 { return 0 }
    let bit = (index >> 2) &* bits
    let place = offset &+ (bit >> 5) &* 16 &+ (index & 3) &* 4
    let shift = bit & 31
    var value = view.uint32(place) >> UInt32(shift)
    if shift &+ bits > 32 { value |= view.uint32(place &+ 16) << UInt32(32 &- shift) }
    return bits == 32 ? value : value & ((1 &<< UInt32(bits)) &- 1)
  }

  /// Unpacks a tail of `count` values.
  ///
  /// The caller has checked that the tail's bytes and eight more are inside the view.
  @inlinable
  public static func unpackTail(
    _ view: ByteView, at offset: Int, count: Int, bits: Int, into output: FlatBuffer<UInt32>
  ) {
    var index = 0
    while index < count {
      output[index] = tailValue(view, at: offset, bits: bits, index)
      index &+= 1
    }
  }
}

/// Packs values one after the other from the low bit up: the tail layout.
public struct BitTail {
  private var pending: UInt64 = 0
  private var used = 0

  /// A tail of nothing.
  public init() {}

  /// Appends a value below 1 << bits, of at most 32 bits.
  @inline(__always)
  public mutating func append(_ value: UInt32, bits: Int, to writer: inout ByteWriter) {
    pending |= UInt64(value) &<< UInt64(used)
    used &+= bits
    guard used >= 32 else { return }
    writer.uint32(UInt32(truncatingIfNeeded: pending))
    pending &>>= 32
    used &-= 32
  }

  /// Appends the bits that are left, up to a whole byte.
  public mutating func finish(_ writer: inout ByteWriter) {
    while used > 0 {
      writer.byte(UInt8(truncatingIfNeeded: pending))
      pending &>>= 8
      used &-= 8
    }
    used = 0
  }
}
