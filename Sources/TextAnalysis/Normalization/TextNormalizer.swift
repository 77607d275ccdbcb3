/// NFKC_Casefold, as the analyzer applies it: for paths, tags and ids that are compared whole.
///
/// Composed and decomposed Hangul, half-width and full-width letters, upper and lower case become
/// equal. Two additions hold here as there: what is not UTF-8 becomes U+FFFD, and U+318D, which
/// Korean text uses as a middle dot, becomes U+00B7.
public enum TextNormalizer {
  /// The normal form of a string. O(n).
  public static func normalized(_ string: String) -> String {
    String(decoding: normalized(Array(string.utf8).span), as: UTF8.self)
  }

  /// The normal form of UTF-8, as UTF-8. O(n).
  public static func normalized(_ bytes: Span<UInt8>) -> [UInt8] {
    if let folded = foldedPlain(bytes) { return folded }
    var units: [ChunkUnit] = []
    ICUWords().fold(bytes, into: &units)
    var result = TokenBuffer()
    for unit in units { result.appendScalar(unit.scalar) }
    return result.termBytes
  }

  /// ASCII in lower case and Hangul syllables as they are, or nil if there is anything else.
  private static func foldedPlain(_ bytes: Span<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        index += 1
      } else if ThreeBytes.isSyllable(ThreeBytes.load(bytes, at: index, limit: bytes.count)) {
        for place in index..<index + 3 { result.append(bytes[place]) }
        index += 3
      } else {
        return nil
      }
    }
    return result
  }
}
