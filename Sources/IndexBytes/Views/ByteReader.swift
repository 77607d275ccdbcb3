/// Reads a byte grammar front to back.
///
/// Reading past the end gives zeros and sets `failed`, so that a structure is read straight
/// through and checked once at its end.
@frozen
public struct ByteReader {
  /// What is read.
  public let view: ByteView
  /// Offset of the next byte in `view`.
  public var offset: Int
  /// Whether something was read past the end, or a varint was longer than its type.
  public private(set) var failed = false

  /// Starts at `offset` of `view`.
  @inlinable
  public init(_ view: ByteView, at offset: Int = 0) {
    self.view = view
    self.offset = offset
  }

  /// Whether all bytes were read.
  @inlinable public var atEnd: Bool { offset >= view.count }

  @usableFromInline
  mutating func fail() {
    failed = true
    offset = view.count
  }

  /// One byte.
  @inlinable
  public mutating func byte() -> UInt8 {
    guard offset < view.count else {
      fail()
      return 0
    }
    defer { offset &+= 1 }
    return view.byte(offset)
  }

  /// A variable-length integer: seven bits a byte, low bits first, high bit set on all but the last.
  @inlinable
  public mutating func varint() -> Int {
    guard offset < view.count else {
      fail()
      return 0
    }
    let first = view.byte(offset)
    if first < 0x80 {
      offset &+= 1
      return Int(first)
    }
    return longVarint()
  }

  /// A varint of two to four bytes, read as one word; else byte by byte.
  @usableFromInline
  mutating func longVarint() -> Int {
    guard view.count &- offset >= 8 else { return varintByByte() }
    let word = view.uint64(offset)
    let ends = ~word & 0x8080_8080
    if ends == 0 { return varintByByte() }
    // What follows the last byte is cut off.
    let bits = word & (ends ^ (ends &- 1))
    offset &+= ends.trailingZeroBitCount >> 3 &+ 1
    let low = bits & 0x7F | bits >> 1 & 0x3F80
    return Int(low | bits >> 2 & 0x1F_C000 | bits >> 3 & 0xFE0_0000)
  }

  private mutating func varintByByte() -> Int {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while offset < view.count, shift < 63 {
      let next = view.byte(offset)
      offset &+= 1
      result |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return Int(truncatingIfNeeded: result & 0x7FFF_FFFF_FFFF_FFFF) }
      shift &+= 7
    }
    fail()
    return 0
  }

  /// A signed integer written as a zigzag varint.
  public mutating func signedVarint() -> Int {
    let raw = varint()
    return (raw >> 1) ^ -(raw & 1)
  }

  /// A fixed little-endian 32-bit integer.
  @inlinable
  public mutating func uint32() -> UInt32 {
    guard view.count - offset >= 4 else {
      fail()
      return 0
    }
    defer { offset &+= 4 }
    return view.uint32(offset)
  }

  /// A fixed little-endian 64-bit integer.
  @inlinable
  public mutating func uint64() -> UInt64 {
    guard view.count - offset >= 8 else {
      fail()
      return 0
    }
    defer { offset &+= 8 }
    return view.uint64(offset)
  }

  /// The next `count` bytes as a view.
  @inlinable
  public mutating func bytes(_ count: Int) -> ByteView {
    guard let slice = view.slice(offset, count) else {
      fail()
      return ByteView.empty
    }
    offset &+= count
    return slice
  }

  /// A text: its length in bytes as a varint, then its UTF-8.
  public mutating func string() -> String {
    let count = varint()
    return bytes(count).string
  }
}
