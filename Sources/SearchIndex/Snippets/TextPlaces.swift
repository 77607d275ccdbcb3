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
  private var unitStarts: [Int] = []
  private var unitEnds: [Int] = []
  /// Of each position, a bit for each term that stands there, by the last six bits of its number.
  private var standing: [UInt64] = []

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
    guard position >= 0, position < standing.count,
      standing[position] >> UInt64(term & 63) & 1 == 1
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
    guard range.lowerBound >= 0, range.upperBound <= unitEnds.count, !range.isEmpty else {
      return nil
    }
    let start = unitStarts[range.lowerBound]
    let end = unitEnds[range.upperBound - 1]
    return start >= 0 && end > start ? start..<end : nil
  }

  /// The bytes of a bigram's second syllable.
  func second(of bigram: Occurrence) -> Range<Int> {
    let start = bigram.position < unitEnds.count ? unitEnds[bigram.position] : -1
    return bigram.bytes.contains(start) ? start..<bigram.bytes.upperBound : bigram.bytes
  }

  // MARK: Replacing

  /// Forgets the text before and takes the places of another's tokens. O(tokens).
  mutating func replace(by buffer: TokenBuffer, _ terms: TermNumbers) {
    for term in present { occurrences[term].removeAll(keepingCapacity: true) }
    present.removeAll(keepingCapacity: true)
    let positions = Int(buffer.nextPosition) + 1
    Self.fill(&unitStarts, with: -1, count: positions)
    Self.fill(&unitEnds, with: -1, count: positions)
    Self.fill(&standing, with: 0, count: positions)
    for token in buffer.tokens {
      place(token)
      let number = terms.number(
        buffer.termBytes, Int(token.termStart), Int(token.termLength))
      if let number { note(token, number) }
    }
  }

  private static func fill<Value>(_ places: inout [Value], with value: Value, count: Int) {
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(value, count: count))
  }

  private mutating func note(_ token: Token, _ term: Int) {
    if occurrences[term].isEmpty { present.append(term) }
    standing[Int(token.position)] |= 1 << UInt64(term & 63)
    occurrences[term].append(
      Occurrence(position: Int(token.position), bytes: Int(token.start)..<Int(token.end)))
  }

  private mutating func place(_ token: Token) {
    let position = Int(token.position)
    switch token.kind {
    case .part: return
    case .hangulBigram:
      unitStarts[position] = Int(token.start)
      unitEnds[position + 1] = Int(token.end)
    default:
      unitStarts[position] = Int(token.start)
      unitEnds[position] = Int(token.end)
    }
  }
}
