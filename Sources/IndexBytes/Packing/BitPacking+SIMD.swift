extension BitPacking {
  /// Unpacks a block four values at a time.
  ///
  /// The caller has checked that 16 × bits bytes are inside the view and that `output` has room
  /// for 128 values. `bits` above 32 gives zeros.
  public static func unpackBlock(
    _ view: ByteView, at offset: Int, bits: Int, into output: FlatBuffer<UInt32>
  ) {
    // A literal width a case lets the compiler unroll the rows and fold every shift.
    switch bits {
    case 1: unpackRows(view, offset, 1, output)
    case 2: unpackRows(view, offset, 2, output)
    case 3: unpackRows(view, offset, 3, output)
    case 4: unpackRows(view, offset, 4, output)
    case 5: unpackRows(view, offset, 5, output)
    case 6: unpackRows(view, offset, 6, output)
    case 7: unpackRows(view, offset, 7, output)
    case 8: unpackRows(view, offset, 8, output)
    case 9: unpackRows(view, offset, 9, output)
    case 10: unpackRows(view, offset, 10, output)
    case 11: unpackRows(view, offset, 11, output)
    case 12: unpackRows(view, offset, 12, output)
    case 13: unpackRows(view, offset, 13, output)
    case 14: unpackRows(view, offset, 14, output)
    case 15: unpackRows(view, offset, 15, output)
    case 16: unpackRows(view, offset, 16, output)
    case 17: unpackRows(view, offset, 17, output)
    case 18: unpackRows(view, offset, 18, output)
    case 19: unpackRows(view, offset, 19, output)
    case 20: unpackRows(view, offset, 20, output)
    case 21: unpackRows(view, offset, 21, output)
    case 22: unpackRows(view, offset, 22, output)
    case 23: unpackRows(view, offset, 23, output)
    case 24: unpackRows(view, offset, 24, output)
    case 25: unpackRows(view, offset, 25, output)
    case 26: unpackRows(view, offset, 26, output)
    case 27: unpackRows(view, offset, 27, output)
    case 28: unpackRows(view, offset, 28, output)
    case 29: unpackRows(view, offset, 29, output)
    case 30: unpackRows(view, offset, 30, output)
    case 31: unpackRows(view, offset, 31, output)
    case 32: for row in 0..<32 { output[lanes: row &* 4] = view.lanes(offset &+ row &* 16) }
    default: output.fill(0, in: 0..<blockSize)
    }
  }

  /// The 32 rows of a block of `bits` from 1 to 31, a constant at every call.
  @inline(__always)
  private static func unpackRows(
    _ view: ByteView, _ offset: Int, _ bits: Int, _ output: FlatBuffer<UInt32>
  ) {
    let mask = SIMD4<UInt32>(repeating: (UInt32(1) &<< UInt32(bits)) &- 1)
    var row = 0
    while row < 32 {
      let bit = row &* bits
      let place = offset &+ (bit >> 5) &* 16
      let shift = UInt32(truncatingIfNeeded: bit & 31)
      var value = view.lanes(place) &>> SIMD4(repeating: shift)
      if Int(shift) &+ bits > 32 {
        value |= view.lanes(place &+ 16) &<< SIMD4(repeating: 32 &- shift)
      }
      output[lanes: row &* 4] = value & mask
      row &+= 1
    }
  }

  /// Replaces gaps less one by running sums in the first `count` values, starting behind `start`.
  ///
  /// `count` is rounded up to a multiple of four; the buffer has room for that.
  @inlinable
  public static func prefixSum(
    _ values: FlatBuffer<UInt32>, count: Int, from start: UInt32
  ) {
    var carry = SIMD4<UInt32>(repeating: start)
    var index = 0
    while index < count {
      var row = values[lanes: index] &+ 1
      row = row &+ SIMD4(0, row[0], row[1], row[2])
      row = row &+ SIMD4(0, 0, row[0], row[1])
      row = row &+ carry
      values[lanes: index] = row
      carry = SIMD4(repeating: row[3])
      index &+= 4
    }
  }
}
