/// Runs of letters and digits: where they end, and the word each becomes.
extension ChunkCutter {
  /// The most bytes of a term; longer runs are cut into consecutive words.
  static let termLimit = 255

  /// Appends the word that begins at unit `low`, with its parts; the index after it.
  mutating func cutWord(from low: Int, to limit: Int, into buffer: inout TokenBuffer) -> Int {
    let high = endOfRun(from: low, to: limit)
    let tail = languageSuffix(of: low..<high)
    var at = low
    while at < high {
      let end = endOfPiece(from: at, to: high)
      appendWord(at..<end, suffix: end == high ? tail : 0, into: &buffer)
      at = end
    }
    return high
  }

  /// Where a piece of a run that begins at `low` ends, so that it has at most `termLimit` bytes.
  func endOfPiece(from low: Int, to limit: Int) -> Int {
    var length = 0
    for index in low..<limit {
      length += units[index].utf8Length
      if length > Self.termLimit { return index }
    }
    return limit
  }

  /// Where the run of one script that begins at `low` ends; what joins nothing is left outside.
  private func endOfRun(from low: Int, to limit: Int) -> Int {
    var script: UInt16 = 0
    var end = low
    for index in low..<limit {
      let unit = units[index]
      switch unit.type {
      case .letter:
        if script == 0 { script = unit.script }
        guard unit.script == 0 || unit.script == script else { return end }
        end = index + 1
      case .digit:
        end = index + 1
      case .mark:
        if end == index { end = index + 1 }
      case .other:
        guard joins(index, low: low, limit: limit) else { return end }
      case .hangul, .dictionary, .symbol, .flag:
        return end
      }
    }
    return end
  }

  /// Whether what stands between letters or digits keeps them one word, as ICU left them together.
  ///
  /// Colons, middle dots, semicolons (WB MidLetter and MidNum) do not; a comma does where it groups
  /// thousands.
  private func joins(_ index: Int, low: Int, limit: Int) -> Bool {
    switch units[index].scalar {
    case 0x2C: groupsThousands(index, low: low, limit: limit)
    case 0x3A, 0x3B, 0xB7, 0x37E, 0x387, 0x2027, 0x2044: false
    default: true
    }
  }

  /// Whether one to three digits stand before the comma and just three after it.
  private func groupsThousands(_ comma: Int, low: Int, limit: Int) -> Bool {
    var first = comma
    while first > low, comma - first < 4, units[first - 1].isDigit { first -= 1 }
    var last = comma + 1
    while last < limit, last - comma < 5, units[last].isDigit { last += 1 }
    let isFirstGroup = first == low || units[first - 1].scalar != 0x2C
    let before = isFirstGroup ? 1...3 : 3...3
    return before.contains(comma - first) && last - comma == 4
  }

  /// How many of the symbols behind the word belong to its name: two in C++, one in C# and F#.
  private func languageSuffix(of word: Range<Int>) -> Int {
    let high = word.upperBound
    guard high < units.count, word.count <= Self.termLimit - 2 else { return 0 }
    let plus = UInt32(0x2B)
    let sharp = UInt32(0x23)
    guard units[high].scalar == plus || units[high].scalar == sharp,
      word.allSatisfy({ units[$0].isLetter && units[$0].scalar < 0x80 })
    else { return 0 }
    func scalar(_ index: Int) -> UInt32 { index < units.count ? units[index].scalar : 0 }
    if scalar(high) == plus {
      return scalar(high + 1) == plus && scalar(high + 2) != plus ? 2 : 0
    }
    return word.count == 1 && scalar(high + 1) != sharp ? 1 : 0
  }

  /// Appends the token of a whole word at the next position, and those of its parts.
  private mutating func appendWord(
    _ word: Range<Int>, suffix: Int, into buffer: inout TokenBuffer
  ) {
    let high = word.upperBound + suffix
    let termStart = buffer.termBytes.count
    if suffix > 0 {
      for index in word.lowerBound..<high { buffer.appendScalar(units[index].scalar) }
    } else {
      appendTerm(of: word, into: &buffer)
    }
    let whole = termStart..<buffer.termBytes.count
    let isNumber = word.allSatisfy { !units[$0].isLetter && units[$0].scalar != 0x5F }
    buffer.appendToken(
      isNumber ? .number : .word, termStart: termStart, start: start(of: word.lowerBound),
      end: end(of: high - 1))
    let position = buffer.nextPosition - 1
    if suffix > 0 {
      appendPart(word, of: whole, position: position, into: &buffer)
    } else {
      appendParts(of: word, whole: whole, position: position, into: &buffer)
    }
  }
}
