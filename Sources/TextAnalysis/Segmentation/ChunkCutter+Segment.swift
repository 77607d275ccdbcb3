/// From a segment between two word boundaries to runs of one script.
///
/// UAX #29 has no boundary between letters of different scripts (WB5), between letters and digits
/// (WB9, WB10) or around what joins them (WB6, WB7, WB11–WB13b). We split at every change of
/// script, and let digits go with the letters beside them unless those are Hangul.
extension ChunkCutter {
  /// Appends the tokens of the units in `segment`.
  mutating func cutSegment(_ segment: Range<Int>, into buffer: inout TokenBuffer) {
    var at = segment.lowerBound
    while at < segment.upperBound {
      switch units[at].type {
      case .other, .mark: at += 1
      case .letter, .digit: at = cutWord(from: at, to: segment.upperBound, into: &buffer)
      case .hangul: at = cutHangul(from: at, to: segment.upperBound, into: &buffer)
      case .dictionary: at = cutDictionary(from: at, to: segment.upperBound, into: &buffer)
      case .symbol, .flag: at = cutSymbol(from: at, to: segment.upperBound, into: &buffer)
      }
    }
  }

  /// Where a unit begins in the text, in bytes.
  func start(of index: Int) -> UInt32 { unitBase + units[index].start }

  /// Where a unit ends in the text, in bytes.
  func end(of index: Int) -> UInt32 { unitBase + units[index].end }

  /// The index after the marks from `index` on.
  private func skippingMarks(from index: Int, to limit: Int) -> Int {
    var index = index
    while index < limit, units[index].type == .mark { index += 1 }
    return index
  }

  /// A run of Hangul syllables, or of jamo that are no syllable, such as ㅋㅋ; the two part as scripts
  /// do (ICU tailors its rules so, for syllables are in its class of Han).
  ///
  /// Marks on it (the tone marks of old Korean) widen the range of their syllable and leave
  /// the term as it is.
  private mutating func cutHangul(
    from low: Int, to limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    let termStart = buffer.termBytes.count
    buffer.termBytes.append(TokenBuffer.wordStartMark)
    let firstToken = buffer.tokens.count
    var high = low
    var ranges: [(start: UInt32, end: UInt32)] = []
    let isSyllable = units[low].isSyllable
    while high < limit, units[high].type == .hangul, units[high].isSyllable == isSyllable {
      buffer.appendScalar(units[high].scalar)
      let next = skippingMarks(from: high + 1, to: limit)
      ranges.append((start(of: high), end(of: next - 1)))
      high = next
    }
    buffer.appendHangulRun(termStart: termStart, start: 0)
    for index in firstToken..<buffer.tokens.count {
      let token = buffer.tokens[index]
      let first = Int(token.start) / TokenBuffer.hangulUnitBytes
      let last = Int(token.end) / TokenBuffer.hangulUnitBytes - 1
      buffer.tokens[index].start = ranges[first].start
      buffer.tokens[index].end = ranges[last].end
    }
    return high
  }

  /// A word cut by a dictionary, in terms of bounded length.
  private mutating func cutDictionary(
    from low: Int, to limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    var high = low
    let script = units[low].script
    while high < limit,
      units[high].type == .mark || units[high].type == .dictionary && units[high].script == script
    {
      high += 1
    }
    var at = low
    while at < high {
      let next = endOfPiece(from: at, to: high)
      let termStart = buffer.termBytes.count
      for index in at..<next { buffer.appendScalar(units[index].scalar) }
      buffer.appendToken(
        .dictionary, termStart: termStart, start: start(of: at), end: end(of: next - 1))
      at = next
    }
    return high
  }

  /// A pictograph or a flag. Skin tones and other marks widen the range, not the term, so that 👍
  /// finds every 👍.
  private mutating func cutSymbol(
    from low: Int, to limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    let termStart = buffer.termBytes.count
    buffer.appendScalar(units[low].scalar)
    var high = low + 1
    if units[low].type == .flag, high < limit, units[high].type == .flag {
      buffer.appendScalar(units[high].scalar)
      high += 1
    }
    high = skippingMarks(from: high, to: limit)
    buffer.appendToken(
      .symbol, termStart: termStart, start: start(of: low), end: end(of: high - 1))
    return high
  }
}
