import TextAnalysis

/// Finds where a query's words stand in a text, from the text's own analysis.
///
/// A word is marked where all its units stand together. Where it never does, the longest part of
/// it that stands somewhere is marked instead, of two syllables at least: "스플래팅을" marks
/// "스플래팅" in a text that has only "스플래팅은".
struct Highlighter {
  /// A place in a text that matches a pattern of the query.
  struct Match: Equatable {
    /// Bytes of the text.
    var range: Range<Int>
    /// Number of the pattern.
    var pattern: Int
  }

  private let analyzer: Analyzer
  private let patterns: [PhrasePattern]
  private var terms: [ArraySlice<UInt8>: Int] = [:]
  private var filter = TermFilter()
  private var buffer = TokenBuffer()

  init(_ analyzer: Analyzer, _ patterns: [PhrasePattern]) {
    self.analyzer = analyzer
    self.patterns = patterns
    for term in patterns.flatMap(\.terms) where terms[term[...]] == nil {
      terms[term[...]] = terms.count
      filter.insert(term)
    }
  }

  /// All matches in `text`, in order of their start. O(tokens).
  mutating func matches(in text: [UInt8]) -> [Match] {
    buffer.removeAll()
    analyzer.analyze(text.span, into: &buffer)
    let places = TextPlaces(buffer, terms, filter)
    var result: [Match] = []
    for (number, pattern) in patterns.enumerated() {
      for range in Self.ranges(of: pattern, numbers(pattern), in: places) {
        result.append(Match(range: range, pattern: number))
      }
    }
    return result.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private func numbers(_ pattern: PhrasePattern) -> [Int] {
    pattern.terms.map { terms[$0[...]] ?? -1 }
  }

  private static func ranges(
    of pattern: PhrasePattern, _ numbers: [Int], in places: TextPlaces
  ) -> [Range<Int>] {
    if pattern.units.count == 1 {
      return pattern.units[0].flatMap { places.ranges[numbers[$0.term]] ?? [] }
    }
    var runs: [Range<Int>] = []
    var longest = 1
    for base in starts(pattern, numbers, places) {
      for run in coveredRuns(pattern, numbers, places, base) where run.count >= longest {
        if run.count > longest { runs.removeAll() }
        longest = run.count
        runs.append(base + run.lowerBound..<base + run.upperBound)
      }
    }
    if longest == 1, pattern.isHangulOnly { return [] }
    return runs.compactMap { places.bytes(ofPositions: $0) }
  }

  /// Positions at which the pattern may begin: one for each way a term of it stands there.
  private static func starts(
    _ pattern: PhrasePattern, _ numbers: [Int], _ places: TextPlaces
  ) -> [Int] {
    var result: Set<Int> = []
    for alternative in pattern.units.joined() {
      for position in places.positions[numbers[alternative.term]] ?? [] {
        result.insert(position - alternative.offset)
      }
    }
    return result.sorted()
  }

  /// Runs of units that are covered if the pattern begins at `base`.
  private static func coveredRuns(
    _ pattern: PhrasePattern, _ numbers: [Int], _ places: TextPlaces, _ base: Int
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (index, unit) in pattern.units.enumerated() {
      let covered = unit.contains { alternative in
        places.positions[numbers[alternative.term]]?.contains(base + alternative.offset) == true
      }
      guard covered else { continue }
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}

/// Where the query's terms stand in a text, by position and by bytes.
private struct TextPlaces {
  /// Positions of each of the query's terms.
  var positions: [Int: Set<Int>] = [:]
  /// Byte ranges of each of the query's terms.
  var ranges: [Int: [Range<Int>]] = [:]
  private var unitStarts: [Int]
  private var unitEnds: [Int]

  init(_ buffer: TokenBuffer, _ terms: [ArraySlice<UInt8>: Int], _ filter: TermFilter) {
    let count = Int(buffer.nextPosition) + 1
    unitStarts = [Int](repeating: -1, count: count)
    unitEnds = [Int](repeating: -1, count: count)
    for token in buffer.tokens {
      place(token)
      guard
        filter.mayHold(buffer.termBytes, Int(token.termStart), Int(token.termLength)),
        let term = terms[buffer.term(token)]
      else { continue }
      positions[term, default: []].insert(Int(token.position))
      ranges[term, default: []].append(Int(token.start)..<Int(token.end))
    }
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

  /// The bytes from the first of some positions to the end of the last.
  func bytes(ofPositions range: Range<Int>) -> Range<Int>? {
    guard range.lowerBound >= 0, range.upperBound <= unitEnds.count, !range.isEmpty else {
      return nil
    }
    let start = unitStarts[range.lowerBound]
    let end = unitEnds[range.upperBound - 1]
    return start >= 0 && end > start ? start..<end : nil
  }
}
