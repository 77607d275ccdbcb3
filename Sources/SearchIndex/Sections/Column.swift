import IndexBytes

/// The integers of one block: a straight line, and what each of them lies above it.
///
///     column := bits:u8 base:signed slope:signed excess^n
///
/// Integer i is base + i × slope + excess i. The excesses are a tail of `bits` each, from 0 to 56;
/// 64 stands for integers that are as they are, u64 each, without a line. Constant and evenly
/// growing integers have no excess, and take three bytes as long as they are small.
struct Column: BitwiseCopyable {
  /// Integers in a block, the last one aside.
  static let block = 128
  /// The widest excess; with the bits before its first byte it fits into 64.
  private static let widest = 56

  private let bits: Int
  private let base: Int
  private let slope: Int
  private let values: Int

  /// Reads the column of `count` integers at `reader` and passes it. A column that is damaged makes
  /// the reader fail, and must not be used.
  @inline(__always)
  init(_ reader: inout ByteReader, count: Int) {
    bits = Int(reader.byte())
    base = reader.signedVarint()
    slope = reader.signedVarint()
    values = reader.offset
    let isWidth = bits <= Self.widest || bits == 64
    if bits > 0 { _ = reader.bytes(isWidth ? (count &* bits &+ 7) >> 3 : -1) }
  }

  /// The integer `index` of the column in `view`, the file that the reader was over. O(1).
  @inline(__always)
  func value(_ view: ByteView, _ index: Int) -> Int {
    let line = base &+ index &* slope
    if bits == 0 { return line }
    if bits > Self.widest { return Int(bitPattern: UInt(view.uint64(values &+ index &* 8))) }
    let bit = index &* bits
    let word = view.uint64(values &+ (bit >> 3)) &>> UInt64(bit & 7)
    return line &+ Int(word & ((1 &<< UInt64(bits)) &- 1))
  }

  // MARK: Writing

  /// Appends the column of `numbers`.
  static func write(_ numbers: ArraySlice<Int>, to writer: inout ByteWriter) {
    guard numbers.allSatisfy({ -(1 << 60) < $0 && $0 < 1 << 60 }) else {
      return writeRaw(numbers, to: &writer)
    }
    let level = excess(numbers, slope: 0)
    let line = excess(numbers, slope: slope(numbers))
    let (slope, range) = line.bits < level.bits ? (slope(numbers), line) : (0, level)
    guard range.bits <= widest else { return writeRaw(numbers, to: &writer) }
    writer.byte(UInt8(range.bits))
    writer.signedVarint(range.base)
    writer.signedVarint(slope)
    pack(numbers, base: range.base, slope: slope, bits: range.bits, to: &writer)
  }

  /// The slope of the line from the first to the last number.
  private static func slope(_ numbers: ArraySlice<Int>) -> Int {
    guard let first = numbers.first, let last = numbers.last, numbers.count > 1 else { return 0 }
    return (last - first) / (numbers.count - 1)
  }

  private static func excess(
    _ numbers: ArraySlice<Int>, slope: Int
  ) -> (base: Int, bits: Int) {
    var low = Int.max
    var high = Int.min
    var line = 0
    for number in numbers {
      low = min(low, number &- line)
      high = max(high, number &- line)
      line &+= slope
    }
    guard low <= high else { return (0, 0) }
    return (low, Int.bitWidth - (high &- low).leadingZeroBitCount)
  }

  private static func writeRaw(_ numbers: ArraySlice<Int>, to writer: inout ByteWriter) {
    for byte: UInt8 in [64, 0, 0] { writer.byte(byte) }
    for number in numbers { writer.uint64(UInt64(UInt(bitPattern: number))) }
  }

  private static func pack(
    _ numbers: ArraySlice<Int>, base: Int, slope: Int, bits: Int, to writer: inout ByteWriter
  ) {
    guard bits > 0 else { return }
    var pending: UInt64 = 0
    var used = 0
    var line = base
    for number in numbers {
      pending |= UInt64(number &- line) << UInt64(used)
      line &+= slope
      used += bits
      while used >= 8 {
        writer.byte(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        used -= 8
      }
    }
    if used > 0 { writer.byte(UInt8(truncatingIfNeeded: pending)) }
  }
}
