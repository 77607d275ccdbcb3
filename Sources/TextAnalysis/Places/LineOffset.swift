/// How far into its line a place is, in the units that editors count in.
public struct LineOffset: Sendable, Hashable {
  /// Bytes of UTF-8 before the place.
  public var bytes = 0
  /// Unicode scalars before it.
  public var scalars = 0
  /// UTF-16 code units before it.
  public var utf16 = 0

  /// The beginning of a line.
  public init() {}

  /// An offset from its parts.
  public init(bytes: Int, scalars: Int, utf16: Int) {
    self.bytes = bytes
    self.scalars = scalars
    self.utf16 = utf16
  }

  /// Moves on over a part of the line. O(range).
  public mutating func advance(over text: Span<UInt8>, _ range: Range<Int>) {
    bytes += range.count
    for index in range {
      // A scalar counts at its first byte; one of four bytes is two UTF-16 units.
      let byte = text[index]
      if byte & 0xC0 == 0x80 { continue }
      scalars += 1
      utf16 += byte >= 0xF0 ? 2 : 1
    }
  }
}
