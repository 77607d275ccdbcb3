import TextAnalysis

/// Words that stand for many.
extension QueryCompiler {
  /// A word whose last run is the beginning of one; nil where there is no letter.
  ///
  /// - Parameters:
  ///   - text: The word.
  ///   - field: Where it must stand.
  ///   - isUnfinished: Whether its last syllable may be half typed.
  /// - Returns: The row of its units.
  mutating func prefix(_ text: String, _ field: Field?, isUnfinished: Bool) -> Expansion? {
    guard analyzer.kind == .standard else { return rawPrefix(text, field) }
    var text = text
    var last: WideUnit?
    if isUnfinished, let syllables = Hangul.completions(ofLastKey: text) {
      text.unicodeScalars.removeLast()
      last = .syllables(syllables)
    }
    analyze(text)
    let units = PhraseUnit.units(buffer, 0..<buffer.tokens.count)
    guard !units.isEmpty || last != nil else { return nil }
    var row = units.map(Self.wide)
    if let last {
      // The consonant goes on with the syllable right before it, if there is one.
      let isJoined = buffer.tokens.last.map { Int($0.end) == text.utf8.count } ?? false
      let start = isJoined ? runStart(units.count) : row.count
      row.append(last)
      return .row(row, beginning: start, field: field)
    }
    guard let unit = units.last else { return nil }
    if unit.isHangul {
      let start = runStart(units.count)
      guard isUnfinished, let scalar = Hangul.scalar(unit.term) else {
        return .row(row, beginning: start, field: field)
      }
      row[row.count - 1] = .syllables(Hangul.completions(scalar))
      let whole = Expansion.row(row, beginning: start, field: field)
      guard let moved = Hangul.moved(scalar) else { return whole }
      row[row.count - 1] = .syllables([moved.stays])
      row.append(.syllables(moved.begins))
      return .either(whole, .row(row, beginning: start, field: field))
    }
    row[row.count - 1] = .beginning(with: folded(text), or: unit.term)
    return .row(row, beginning: nil, field: field)
  }

  private mutating func rawPrefix(_ text: String, _ field: Field?) -> Expansion? {
    analyze(text)
    var row = PhraseUnit.units(buffer, 0..<buffer.tokens.count).map(Self.wide)
    guard case .word(let last) = row.last else { return nil }
    row[row.count - 1] = .beginning(with: last, or: last)
    return .row(row, beginning: nil, field: field)
  }

  /// A word that stands for those within `edits` of it; nil where there is no letter.
  mutating func fuzzy(_ text: String, _ field: Field?, edits: Int) -> Expansion? {
    analyze(text)
    let units = PhraseUnit.units(buffer, 0..<buffer.tokens.count)
    if units.isEmpty { return nil }
    if units.allSatisfy(\.isHangul) { return .fuzzy(units, edits: edits, field: field) }
    let row = units.map { unit -> WideUnit in
      unit.isHangul ? Self.wide(unit) : .like(unit.term, edits: edits)
    }
    return .row(row, beginning: nil, field: field)
  }

  private static func wide(_ unit: PhraseUnit) -> WideUnit {
    if unit.isHangul, let scalar = Hangul.scalar(unit.term) { return .syllables([scalar]) }
    return .word(unit.term)
  }

  /// The unit that begins the last run of syllables among the buffer's `count` units.
  private func runStart(_ count: Int) -> Int {
    let last = buffer.tokens.last { $0.kind == .wordStart }
    guard let last, let first = buffer.tokens.first else { return max(0, count - 1) }
    return Int(last.position - first.position)
  }

  /// The last word as it begins terms: folded, not stemmed, without the commas of thousands.
  private func folded(_ text: String) -> [UInt8] {
    guard let token = buffer.tokens.last(where: { $0.kind != .part }) else { return [] }
    let bytes = Array(text.utf8)[Int(token.start)..<Int(token.end)]
    let folded = TextNormalizer.normalized(Array(bytes).span)
    return token.kind == .number ? folded.filter { $0 != 0x2C } : folded
  }
}
