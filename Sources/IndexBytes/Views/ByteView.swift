/// A window on bytes that someone else keeps alive (a mapped file, an array).
///
/// The handle through which all of the index is read: it hides the pointer, slices with a check,
/// and loads little-endian integers at any alignment. Loads check in debug builds only, so a
/// caller checks the extent of a structure once and then reads inside it.
@frozen
public struct ByteView: BitwiseCopyable, @unchecked Sendable {
  /// First byte.
  @usableFromInline let base: UnsafeRawPointer
  /// Number of bytes.
  public let count: Int

  /// A view of `count` bytes from `base`, which must outlive it.
  @inlinable
  public init(base: UnsafeRawPointer, count: Int) {
    self.base = base
    self.count = count
  }

  /// The bytes of `offset ..< offset + count`, or nil where they are not all inside.
  @inlinable
  public func slice(_ offset: Int, _ count: Int) -> ByteView? {
    guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else {
      return nil
    }
    return ByteView(base: base + offset, count: count)
  }

  /// The byte at `offset`.
  @inlinable @inline(__always)
  public func byte(_ offset: Int) -> UInt8 {
    assert(offset >= 0 && offset < count)
    return base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The little-endian 32-bit integer at `offset`.
  @inlinable @inline(__always)
  public func uint32(_ offset: Int) -> UInt32 {
    assert(offset >= 0 && offset + 4 <= count)
    return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The little-endian 64-bit integer at `offset`.
  @inlinable @inline(__always)
  public func uint64(_ offset: Int) -> UInt64 {
    assert(offset >= 0 && offset + 8 <= count)
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Four little-endian 32-bit integers from `offset`.
  @inlinable @inline(__always)
  public func lanes(_ offset: Int) -> SIMD4<UInt32> {
    assert(offset >= 0 && offset + 16 <= count)
    return base.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt32>.self)
  }

  /// Sixteen bytes from `offset`.
  @inlinable @inline(__always)
  public func sixteen(_ offset: Int) -> SIMD16<UInt8> {
    assert(offset >= 0 && offset + 16 <= count)
    return base.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
  }

  /// A copy of the bytes. O(count).
  public var array: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: base, count: count)) }

  /// The bytes as text; invalid UTF-8 is repaired. O(count).
  public var string: String {
    String(decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// Whether both views hold the same bytes. O(count).
  public func equals(_ other: ByteView) -> Bool {
    count == other.count && compare(other) == 0
  }

  /// Byte order: negative, zero or positive as this is before, equal to or after `other`.
  @inlinable
  public func compare(_ other: ByteView) -> Int {
    let shared = min(count, other.count)
    var index = 0
    while index < shared {
      let a = byte(index)
      let b = other.byte(index)
      if a != b { return a < b ? -1 : 1 }
      index &+= 1
    }
    return count - other.count
  }
}

extension Array where Element == UInt8 {
  /// Calls `body` with a view of the array's bytes, valid during the call only.
  @inlinable
  public func withByteView<R, E: Error>(_ body: (ByteView) throws(E) -> R) throws(E) -> R {
    try withUnsafeBufferPointer { (bytes) throws(E) -> R in
      guard let base = bytes.baseAddress else { return try body(ByteView.empty) }
      return try body(ByteView(base: UnsafeRawPointer(base), count: bytes.count))
    }
  }
}

extension ByteView {
  /// A view of no bytes.
  public static let empty: ByteView = {
    let place = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16)
    return ByteView(base: UnsafeRawPointer(place), count: 0)
  }()
}
