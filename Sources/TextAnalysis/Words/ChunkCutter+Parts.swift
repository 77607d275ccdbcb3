/// The parts of compounds: `arxiv.org`, `snake_case`, `DeepCache`, `3DGS`.
///
/// A word is split first at what joins it, then each piece at its humps: where the case rises,
/// where an acronym ends before a word (HTTPServer), and between letters and digits.
extension ChunkCutter {
  /// Pieces with more humps than this are no names (a hash, base64) and stay whole.
  private static let humpLimit = 16

  /// Appends the parts of a word at its position.
  mutating func appendParts(
    of word: Range<Int>, whole: Range<Int>, position: UInt32, into buffer: inout TokenBuffer
  ) {
    let word = withoutPossessive(word)
    var low = word.lowerBound
    while low < word.upperBound {
      var high = low
      while high < word.upperBound, !separates(high, in: word) { high += 1 }
      let piece = low..<high
      if !piece.isEmpty {
        if piece.count < word.count {
          appendPart(piece, of: whole, position: position, into: &buffer)
        }
        appendHumps(of: piece, whole: whole, position: position, into: &buffer)
      }
      low = high + 1
    }
  }

  /// Appends one part, unless its term is that of the whole.
  mutating func appendPart(
    _ part: Range<Int>, of whole: Range<Int>, position: UInt32, into buffer: inout TokenBuffer
  ) {
    let termStart = buffer.termBytes.count
    appendTerm(of: part, into: &buffer)
    if buffer.termBytes[termStart...].elementsEqual(buffer.termBytes[whole]) {
      buffer.truncateTerms(to: termStart)
      return
    }
    buffer.appendToken(
      .part, termStart: termStart, position: position, start: start(of: part.lowerBound),
      end: end(of: part.upperBound - 1))
  }

  private mutating func appendHumps(
    of piece: Range<Int>, whole: Range<Int>, position: UInt32, into buffer: inout TokenBuffer
  ) {
    humps.removeAll(keepingCapacity: true)
    for index in piece.dropFirst() where isHump(index, in: piece) {
      humps.append(index)
      if humps.count == Self.humpLimit { return }
    }
    if humps.isEmpty { return }
    humps.append(piece.upperBound)
    var low = piece.lowerBound
    for place in humps.indices {
      let high = humps[place]
      appendPart(low..<high, of: whole, position: position, into: &buffer)
      low = high
    }
  }

  /// The word without the 's that the stemmer takes off.
  private func withoutPossessive(_ word: Range<Int>) -> Range<Int> {
    let high = word.upperBound
    guard word.count >= 3, units[high - 1].scalar == 0x73,
      units[high - 2].scalar == 0x27 || units[high - 2].scalar == 0x2019
    else { return word }
    return word.lowerBound..<high - 2
  }

  /// Whether the unit parts the pieces of a word: what joins it, but not within a decimal number.
  private func separates(_ index: Int, in word: Range<Int>) -> Bool {
    guard units[index].type == .other, units[index].scalar != 0x2C else { return false }
    return !isDecimalPoint(index, in: word)
  }

  /// Whether the unit is the only point of a number; 2023.12.05 has parts, 66.5 has none.
  private func isDecimalPoint(_ index: Int, in word: Range<Int>) -> Bool {
    func isDigit(_ index: Int) -> Bool { word.contains(index) && units[index].isDigit }
    func isPoint(_ index: Int) -> Bool { word.contains(index) && units[index].scalar == 0x2E }
    guard isPoint(index), isDigit(index - 1), isDigit(index + 1) else { return false }
    var low = index - 1
    while isDigit(low) { low -= 1 }
    var high = index + 1
    while isDigit(high) { high += 1 }
    return !(isPoint(low) && isDigit(low - 1)) && !(isPoint(high) && isDigit(high + 1))
  }

  /// Whether a new hump begins at the unit, which is not the first of its piece.
  private func isHump(_ index: Int, in piece: Range<Int>) -> Bool {
    let unit = units[index]
    if unit.type == .mark { return false }
    var before = index - 1
    while before > piece.lowerBound, units[before].type == .mark { before -= 1 }
    guard unit.isLetter, units[before].isLetter else {
      return unit.isLetter != units[before].isLetter
    }
    guard unit.isUpper else { return false }
    if !units[before].isUpper { return true }
    let next = index + 1
    return next < piece.upperBound && units[next].isLetter && !units[next].isUpper
      && !isPluralS(next, in: piece)
  }
}
