/// Eight bytes side by side, compared all at once without a branch.
struct Eight: BitwiseCopyable {
  /// The bytes, the first one lowest.
  let bytes: UInt64

  /// 1 in each byte.
  static let ones: UInt64 = 0x0101_0101_0101_0101
  /// The high bit of each byte.
  private static let high: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  init(_ bytes: UInt64) { self.bytes = bytes }

  /// A number that every byte is compared with, made ready.
  struct Bound: BitwiseCopyable {
    /// What `isAtLeast` takes away: the number in each byte.
    fileprivate let least: UInt64
    /// What `isAbove` adds, and whether a high bit alone is above.
    fileprivate let room: UInt64
    fileprivate let isLow: UInt64

    init(_ number: UInt8) {
      least = UInt64(number) &* ones
      room = UInt64(127 &- number & 127) &* ones
      isLow = number < 128 ? .max : 0
    }
  }

  /// The high bit of each byte that is at least the bound's number, which is below 128.
  @inline(__always)
  func atLeast(_ bound: Bound) -> UInt64 {
    (bytes | ((bytes | Self.high) &- bound.least)) & Self.high
  }

  /// The high bit of each byte that is above the bound's number.
  @inline(__always)
  func above(_ bound: Bound) -> UInt64 {
    let sum = (bytes & ~Self.high) &+ bound.room
    return ((bytes & sum) | ((bytes | sum) & bound.isLow)) & Self.high
  }

  /// Whether the high bit of any byte is set.
  @inline(__always)
  static func hasHigh(_ bytes: UInt64) -> Bool { bytes & high != 0 }

  /// Not 0 where a byte has all its bits.
  @inline(__always)
  var full: UInt64 { (~bytes &- Self.ones) & bytes & Self.high }

  /// The high bit of each byte that is not 0.
  @inline(__always)
  var notZero: UInt64 { (((bytes & ~Self.high) &+ ~Self.high) | bytes) & Self.high }

  /// A bit for each byte that is not 0, the first one lowest.
  @inline(__always)
  var bits: UInt64 { Self.bits(notZero) }

  /// The high bits of eight bytes, side by side.
  @inline(__always)
  static func bits(_ high: UInt64) -> UInt64 {
    ((high &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }
}
