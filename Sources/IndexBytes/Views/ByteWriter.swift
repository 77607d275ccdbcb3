/// Writes a byte grammar into memory; the counterpart of `ByteReader`.
@frozen
public struct ByteWriter: Sendable {
  /// What was written so far.
  public var bytes: [UInt8]

  /// An empty writer with room for `capacity` bytes.
  @inlinable
  public init(capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// Number of bytes written.
  @inlinable public var count: Int { bytes.count }

  /// Forgets what was written and keeps the room.
  @inlinable
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// One byte.
  @inlinable
  public mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// A variable-length integer; see `ByteReader.varint`. `value` must not be negative.
  @inlinable
  public mutating func varint(_ value: Int) {
    precondition(value >= 0, "varints hold no negative numbers")
    var rest = UInt64(value)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A signed integer as a zigzag varint; |value| < 2^62.
  public mutating func signedVarint(_ value: Int) {
    varint((value << 1) ^ (value >> 63))
  }

  /// A little-endian 32-bit integer.
  @inlinable
  public mutating func uint32(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A little-endian 64-bit integer.
  @inlinable
  public mutating func uint64(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Four little-endian 32-bit integers.
  @inlinable
  public mutating func lanes(_ value: SIMD4<UInt32>) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  /// Raw bytes.
  @inlinable
  public mutating func append(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }

  /// The bytes of a view.
  public mutating func append(_ view: ByteView) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: view.base, count: view.count))
  }

  /// The bytes of a span.
  public mutating func append(_ span: Span<UInt8>) {
    span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// A text: its length in bytes as a varint, then its UTF-8.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      varint(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }
}
