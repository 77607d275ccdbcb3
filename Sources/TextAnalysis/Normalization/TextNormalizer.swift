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
    if let folded = foldedASCII(bytes) { return folded }
    var units: [ChunkUnit] = []
    ICUWords().fold(bytes, into: &units)
    var result = TokenBuffer()
    for unit in units { result.appendScalar(unit.scalar) }
    return result.termBytes
  }

  /// ASCII in lower case, or nil if there is anything else.
  private static func foldedASCII(_ bytes: Span<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte < 0x80 else { return nil }
      result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return result
  }
}
