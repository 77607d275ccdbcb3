/// Tells quickly that a term is none of a few: most tokens of a text are not in the query.
///
/// A bit for each of 1,024 values of four bytes of the term; a clear one rules the term out.
struct TermFilter {
  private var bits = [UInt64](repeating: 0, count: 16)

  /// Lets `term` pass.
  mutating func insert(_ term: [UInt8]) {
    guard !term.isEmpty else { return }
    let slot = Self.slot(term, 0, term.count)
    bits[slot >> 6] |= 1 << UInt64(slot & 63)
  }

  /// Whether the term of `count` bytes, at least 1, at `start` of `bytes` may be one of them.
  @inline(__always)
  func mayHold(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Bool {
    let slot = Self.slot(bytes, start, count)
    return bits[slot >> 6] >> UInt64(slot & 63) & 1 == 1
  }

  /// The last two bytes and two near the beginning tell syllables and words apart well.
  @inline(__always)
  private static func slot(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    let last = start &+ count &- 1
    let value =
      UInt32(bytes[last]) | UInt32(bytes[max(start, last &- 1)]) << 8
      | UInt32(bytes[min(last, start &+ 1)]) << 16 | UInt32(bytes[min(last, start &+ 2)]) << 24
    return Int((value &* 0x9E37_79B1) >> 22)
  }
}
