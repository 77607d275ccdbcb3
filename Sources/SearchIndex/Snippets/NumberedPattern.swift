/// A pattern to be marked, its terms named by the numbers that all of a query's patterns share.
struct NumberedPattern {
  /// The alternatives of all units, unit by unit.
  private let alternatives: [PhrasePattern.Alternative]
  /// Where the alternatives of each unit end.
  private let ends: [Int]
  private let isHangulOnly: Bool
  private let marksSecond: Bool
  /// Whether it is to be marked in titles alone.
  let isOfTitle: Bool

  /// Memory that serves one text after another.
  struct Scratch {
    /// Positions at which a pattern may begin.
    fileprivate var starts: [Int] = []
    /// The longest runs of units so far.
    fileprivate var runs: [Range<Int>] = []
  }

  init(_ pattern: PhrasePattern, _ terms: inout TermNumbers) {
    let numbers = pattern.terms.map { terms.insert($0) }
    var alternatives: [PhrasePattern.Alternative] = []
    var ends: [Int] = []
    for unit in pattern.units {
      alternatives += unit.map { .init(term: numbers[$0.term], offset: $0.offset) }
      ends.append(alternatives.count)
    }
    self.alternatives = alternatives
    self.ends = ends
    isHangulOnly = pattern.isHangulOnly
    marksSecond = pattern.marksSecond
    isOfTitle = pattern.isOfTitle
  }

  /// Calls `body` with the bytes of every place that is marked.
  func forEachRange(
    in places: TextPlaces, _ scratch: inout Scratch, _ body: (Range<Int>) -> Void
  ) {
    if ends.count == 1 {
      for alternative in alternatives {
        for occurrence in places[alternative.term] {
          body(marksSecond ? places.second(of: occurrence) : occurrence.bytes)
        }
      }
      return
    }
    findStarts(in: places, &scratch)
    findRuns(in: places, &scratch)
    for run in scratch.runs {
      if let bytes = places.bytes(ofPositions: run) { body(bytes) }
    }
  }

  /// Finds the positions of the longest runs of units that stand together somewhere.
  private func findRuns(in places: TextPlaces, _ scratch: inout Scratch) {
    scratch.runs.removeAll(keepingCapacity: true)
    var longest = 1
    for base in scratch.starts {
      var length = 0
      var low = 0
      for unit in 0...ends.count {
        if unit < ends.count, isCovered(low..<ends[unit], places, base) {
          length += 1
        } else {
          if length > longest { scratch.runs.removeAll(keepingCapacity: true) }
          if length >= longest {
            longest = length
            scratch.runs.append(base + unit - length..<base + unit)
          }
          length = 0
        }
        if unit < ends.count { low = ends[unit] }
      }
    }
    if longest == 1, isHangulOnly { scratch.runs.removeAll(keepingCapacity: true) }
  }

  /// Finds the positions at which the pattern may begin, each once: one for each way a term of it stands
  /// there.
  private func findStarts(in places: TextPlaces, _ scratch: inout Scratch) {
    scratch.starts.removeAll(keepingCapacity: true)
    for alternative in alternatives {
      for occurrence in places[alternative.term] {
        scratch.starts.append(occurrence.position - alternative.offset)
      }
    }
    scratch.starts.sort()
    var count = 0
    for place in scratch.starts.indices {
      let start = scratch.starts[place]
      if count > 0, start == scratch.starts[count - 1] { continue }
      scratch.starts[count] = start
      count += 1
    }
    scratch.starts.removeLast(scratch.starts.count - count)
  }

  /// Whether a unit, of which the alternatives are given, is covered if the pattern begins at `base`.
  private func isCovered(_ unit: Range<Int>, _ places: TextPlaces, _ base: Int) -> Bool {
    for place in unit {
      let alternative = alternatives[place]
      if places.holds(alternative.term, at: base + alternative.offset) { return true }
    }
    return false
  }
}
