/// The term of a word or a part.
extension ChunkCutter {
  /// Appends the term to the buffer's bytes: folded, without the commas of thousands, stemmed if it
  /// is made of ASCII letters and apostrophes only.
  mutating func appendTerm(of word: Range<Int>, into buffer: inout TokenBuffer) {
    let termStart = buffer.termBytes.count
    let word = isAcronymPlural(word) ? word.lowerBound..<word.upperBound - 1 : word
    var isEnglish = true
    for index in word {
      let unit = units[index]
      switch unit.scalar {
      case 0x2C: break  // groups thousands
      case 0x27, 0x2018, 0x2019: buffer.termBytes.append(0x27)
      default:
        if !unit.isLetter || unit.scalar >= 0x80 { isEnglish = false }
        buffer.appendScalar(unit.scalar)
      }
    }
    if isEnglish { stems.stemTail(of: &buffer.termBytes, from: termStart) }
  }

  /// Whether the word is an acronym with the s of the plural, as in LLMs; its term is the acronym's.
  private func isAcronymPlural(_ word: Range<Int>) -> Bool {
    word.count >= 3 && isPluralS(word.upperBound - 1, in: word)
      && word.dropLast().allSatisfy { units[$0].isLetter && units[$0].isUpper }
  }

  /// Whether the unit is a small s that ends a word behind two capitals.
  func isPluralS(_ index: Int, in word: Range<Int>) -> Bool {
    guard index - 2 >= word.lowerBound, index < word.upperBound, units[index].scalar == 0x73,
      !units[index].isUpper, units[index - 1].isUpper, units[index - 2].isUpper
    else { return false }
    let next = index + 1
    return next == word.upperBound || !units[next].isLetter || units[next].isUpper
  }
}
