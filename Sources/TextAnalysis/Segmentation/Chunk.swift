/// Chunks: what stands between ASCII white space, in bounded pieces.
enum Chunk {
  /// The most bytes analyzed at a time, so that a line without white space needs bounded memory.
  static let byteLimit = 1 << 16

  /// Space, \t, \n, \v, \f, \r.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte &- 0x09) <= 0x04
  }

  /// Where a chunk that begins at `start` has to end at the latest: at the end of the text, or at
  /// a scalar boundary within `byteLimit`.
  static func limit(in text: Span<UInt8>, from start: Int) -> Int {
    limit(in: text, from: start, byteLimit: byteLimit)
  }

  /// Likewise for any limit of at least 4 bytes.
  static func limit(in text: Span<UInt8>, from start: Int, byteLimit: Int) -> Int {
    guard text.count - start > byteLimit else { return text.count }
    let hard = start + byteLimit
    for cut in stride(from: hard, to: hard - 4, by: -1) where text[cut] & 0xC0 != 0x80 {
      return cut
    }
    return hard  // no UTF-8: any cut will do
  }

  /// The end of the chunk at `start`: the next white space, or `limit`. Eight bytes a step.
  static func end(in text: Span<UInt8>, from start: Int, limit: Int) -> Int {
    var end = start
    while end &+ 8 <= limit {
      let low = lowBytes(text, at: end)
      guard low != 0 else {
        end &+= 8
        continue
      }
      end &+= low.trailingZeroBitCount >> 3
      if isSpace(text[end]) { return end }
      end &+= 1
    }
    while end < limit, !isSpace(text[end]) { end += 1 }
    return end
  }

  /// The highest bit of each byte that is white space, of the eight at `index`, the first lowest.
  @inline(__always)
  static func spaces(in text: Span<UInt8>, at index: Int) -> UInt64 {
    let bytes = UInt64(
      littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    let top: UInt64 = 0x8080_8080_8080_8080
    // No sum reaches the next byte: each term has at most seven bits.
    let low = bytes & ~top
    let isNoSpace = (low ^ 0x2020_2020_2020_2020) &+ ~top
    let isFromTab = low &+ 0x7777_7777_7777_7777
    let isBeyondReturn = low &+ 0x7272_7272_7272_7272
    return (~isNoSpace | (isFromTab & ~isBeyondReturn)) & ~bytes & top
  }

  /// The highest bit of each of eight bytes that is a space or below; those after the first such may
  /// have it as well.
  @inline(__always)
  private static func lowBytes(_ text: Span<UInt8>, at index: Int) -> UInt64 {
    let bytes = UInt64(
      littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    return (bytes &- 0x2121_2121_2121_2121) & ~bytes & 0x8080_8080_8080_8080
  }
}
