import TextAnalysis

/// Where the query's terms stand in a text, by position and by bytes. The memory serves one text
/// after another.
struct TextPlaces {
  /// One place of a term.
  struct Occurrence {
    var position: Int
    var bytes: Range<Int>
  }

  /// Of each of the query's terms, in order of position.
  private var occurrences: [[Occurrence]]
  /// Terms that stand somewhere.
  private var present: [Int] = []
  private var positions: [Position] = []

  /// What stands at a position.
  private struct Position {
    /// Where its unit begins in the text, in bytes; -1 if that is not known.
    var start = -1
    /// Where its unit ends; -1 likewise.
    var end = -1
    /// A bit for each term that stands there, by the last six bits of its number.
    var terms: UInt64 = 0
  }

  /// Places of `terms` terms, none of which stands anywhere yet.
  init(terms: Int) {
    occurrences = Array(repeating: [], count: terms)
  }

  /// Whether no term stands anywhere.
  var isEmpty: Bool { present.isEmpty }

  /// Where a term stands.
  subscript(term: Int) -> [Occurrence] { occurrences[term] }

  /// Whether a term stands at a position. O(log places of the term), or O(1) where it does not, or
  /// there are but 64 terms.
  func holds(_ term: Int, at position: Int) -> Bool {
    guard position >= 0, position < positions.count,
      positions[position].terms >> UInt64(term & 63) & 1 == 1
    else { return false }
    if occurrences.count <= 64 { return true }
    let places = occurrences[term]
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].position == position
  }

  /// The bytes from the first of some positions to the end of the last.
  func bytes(ofPositions range: Range<Int>) -> Range<Int>? {
    guard range.lowerBound >= 0, range.upperBound <= positions.count, !range.isEmpty else {
      return nil
    }
    let start = positions[range.lowerBound].start
    let end = positions[range.upperBound - 1].end
    return start >= 0 && end > start ? start..<end : nil
  }

  /// The bytes of a bigram's second syllable.
  func second(of bigram: Occurrence) -> Range<Int> {
    let start = bigram.position < positions.count ? positions[bigram.position].end : -1
    return bigram.bytes.contains(start) ? start..<bigram.bytes.upperBound : bigram.bytes
  }

  // MARK: Replacing

  /// Forgets the text before and takes the places of another's tokens. O(tokens).
  mutating func replace(by buffer: TokenBuffer, _ terms: TermNumbers) {
    for term in present { occurrences[term].removeAll(keepingCapacity: true) }
    present.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    positions.append(
      contentsOf: repeatElement(Position(), count: Int(buffer.nextPosition) + 1))
    for token in buffer.tokens {
      let number = terms.number(
        buffer.termBytes, Int(token.termStart), Int(token.termLength))
      if let number { note(token, number) }
    }
    Self.place(buffer.tokens, &positions)
  }

  private mutating func note(_ token: Token, _ term: Int) {
    if occurrences[term].isEmpty { present.append(term) }
    positions[Int(token.position)].terms |= 1 << UInt64(term & 63)
    occurrences[term].append(
      Occurrence(position: Int(token.position), bytes: Int(token.start)..<Int(token.end)))
  }

  /// Notes where the units of tokens are, of which a bigram has two.
  private static func place(_ tokens: [Token], _ positions: inout [Position]) {
    var units = positions.mutableSpan
    for token in tokens where token.kind != .part {
      let position = Int(token.position)
      let last = token.kind == .hangulBigram ? position + 1 : position
      units[position].start = Int(token.start)
      units[last].end = Int(token.end)
    }
  }
}
