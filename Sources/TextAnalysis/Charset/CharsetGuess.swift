import CICU

/// The charset that a sample of bytes is probably written in.
public struct CharsetGuess: Sendable, Hashable {
  /// The charset's name, as `CharsetConverter` takes it ("EUC-KR", "windows-1252").
  public let name: String
  /// How sure the guess is, from 0 to 100.
  public let confidence: Int

  /// Guesses the charset of a sample by its byte sequences and letter frequencies.
  ///
  /// Linear in the sample times some thirty charsets; a few kilobytes are enough.
  /// - Parameter sample: The first bytes of a text, or a part of it with many non-ASCII bytes.
  /// - Returns: The best guess, or nil when no charset fits.
  public static func best(for sample: Span<UInt8>) -> CharsetGuess? {
    var name = [CChar](repeating: 0, count: 64)
    var confidence: Int32 = 0
    let found = sample.withUnsafeBufferPointer { bytes in
      cicu_charset_detect(bytes.baseAddress, bytes.count, &name, name.count, &confidence)
    }
    guard found != 0 else { return nil }
    let letters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return CharsetGuess(name: String(decoding: letters, as: UTF8.self), confidence: Int(confidence))
  }
}
