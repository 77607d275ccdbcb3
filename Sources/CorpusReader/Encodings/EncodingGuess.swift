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
  /// comes Korean in CP949, then ICU's best guess. A hundredth of stray bytes in ASCII text that
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
    return census.invalidBytes * 100 <= text.count ? .utf8 : nil
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

/// Counts two-byte characters the way CP949 (with EUC-KR in it) forms them.
struct KoreanPairs {
  private var hangul = 0
  private var others = 0
  private var malformed = 0

  init(_ text: Span<UInt8>) {
    var index = 0
    while index < text.count {
      let lead = text[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      guard index + 1 < text.count else { break }
      count(lead: lead, trail: text[index + 1])
      index += 2
    }
  }

  /// Whether nearly all pairs are Hangul syllables. Chinese and Japanese text, whose ideographs
  /// share the rows, spreads over others as well.
  var areKorean: Bool {
    hangul > 0 && malformed * 50 <= hangul && hangul * 5 >= (hangul + others) * 4
  }

  private mutating func count(lead: UInt8, trail: UInt8) {
    let inKSX1001 = lead >= 0xA1 && lead <= 0xFE && trail >= 0xA1 && trail <= 0xFE
    if inKSX1001 {
      if lead >= 0xB0 && lead <= 0xC8 {
        hangul += 1
      } else if lead >= 0xAD {
        others += 1
      }
      return
    }
    let isExtendedTrail =
      (0x41...0x5A).contains(trail) || (0x61...0x7A).contains(trail) || (0x81...0xFE).contains(trail)
    if lead >= 0x81, lead <= 0xC6, isExtendedTrail {
      others += 1
    } else {
      malformed += 1
    }
  }
}
