import TextAnalysis

/// Tells the encoding of text that has no byte order mark and no NUL byte.
enum EncodingGuess {
  /// How much non-ASCII text is enough for a guess, in bytes.
  static let sampleSize = 64 << 10
  /// ICU's guesses below this confidence count as no guess.
  static let lowestConfidence = 35

  /// The encoding of `text`, or nil when it cannot be told; at most linear in `text`.
  ///
  /// UTF-8 wins when it is well formed, or nearly: four good sequences for each bad byte. Then
  /// comes Korean in CP949, then ICU's best guess. A quarter of stray bytes in ASCII text that
  /// fit nowhere leave it UTF-8.
  static func encoding(of text: Span<UInt8>, census: UTF8Census) -> TextEncoding? {
    if census.invalidBytes == 0 || census.sequences >= 4 * census.invalidBytes { return .utf8 }
    var sample = nonASCIISample(of: text)
    if KoreanPairs(sample.span).areKorean { return .legacy(korean) }
    if sample.count < 32 { sample.append(text, 0..<min(text.count, sampleSize)) }
    if let guess = CharsetGuess.best(for: sample.span), guess.confidence >= lowestConfidence,
      let encoding = encoding(named: guess.name)
    {
      return encoding
    }
    // Better to find the rest of a note than to miss it all.
    return census.invalidBytes * 4 <= text.count ? .utf8 : nil
  }

  /// Windows' superset of EUC-KR, under ICU's name.
  static let korean = "windows-949"

  private static func encoding(named name: String) -> TextEncoding? {
    switch name {
    case "UTF-8": nil
    case "EUC-KR": .legacy(korean)
    case "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE": nil
    default: .legacy(name)
    }
  }

  /// The lines of `text` that hold non-ASCII bytes, up to the sample size.
  private static func nonASCIISample(of text: Span<UInt8>) -> [UInt8] {
    var sample: [UInt8] = []
    var start = 0
    while start < text.count, sample.count < sampleSize {
      let end = text.lineEnd(from: start, to: text.count, newline: 0x0A)
      let line = start..<min(end, start + sampleSize)
      if UTF8Census(text, line) != UTF8Census() { sample.append(text, line) }
      start = end
    }
    return sample
  }
}
