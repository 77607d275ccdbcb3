/// A pattern to be marked, its terms named by the numbers that all of a query's patterns share.
struct NumberedPattern {
  private let units: [[PhrasePattern.Alternative]]
  private let isHangulOnly: Bool
  private let marksSecond: Bool
  /// Whether it is to be marked in titles alone.
  let isOfTitle: Bool

  init(_ pattern: PhrasePattern, _ terms: inout TermNumbers) {
    let numbers = pattern.terms.map { terms.insert($0) }
    units = pattern.units.map { unit in
      unit.map { .init(term: numbers[$0.term], offset: $0.offset) }
    }
    isHangulOnly = pattern.isHangulOnly
    marksSecond = pattern.marksSecond
    isOfTitle = pattern.isOfTitle
  }

  /// Calls `body` with the bytes of every place that is marked.
  func forEachRange(in places: TextPlaces, _ body: (Range<Int>) -> Void) {
    if units.count == 1 {
      for alternative in units[0] {
        for occurrence in places[alternative.term] {
          body(marksSecond ? places.second(of: occurrence) : occurrence.bytes)
        }
      }
      return
    }
    for run in longestRuns(in: places) {
      if let bytes = places.bytes(ofPositions: run) { body(bytes) }
    }
  }

  /// Positions of the longest runs of units that stand together somewhere.
  private func longestRuns(in places: TextPlaces) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var longest = 1
    for base in starts(in: places) {
      var first: Int?
      for index in 0...units.count {
        if index < units.count, isCovered(index, places, base) {
          first = first ?? index
        } else if let start = first {
          first = nil
          guard index - start >= longest else { continue }
          if index - start > longest { runs.removeAll(keepingCapacity: true) }
          longest = index - start
          runs.append(base + start..<base + index)
        }
      }
    }
    return longest == 1 && isHangulOnly ? [] : runs
  }

  /// Positions at which the pattern may begin, each once: one for each way a term of it stands there.
  private func starts(in places: TextPlaces) -> [Int] {
    var all: [Int] = []
    all.reserveCapacity(most(in: places))
    for unit in units {
      for alternative in unit {
        for occurrence in places[alternative.term] {
          all.append(occurrence.position - alternative.offset)
        }
      }
    }
    all.sort()
    var count = 0
    for start in all where count == 0 || start != all[count - 1] {
      all[count] = start
      count += 1
    }
    all.removeLast(all.count - count)
    return all
  }

  /// How many ways terms of it stand somewhere.
  private func most(in places: TextPlaces) -> Int {
    units.reduce(0) { $1.reduce($0) { $0 + places[$1.term].count } }
  }

  /// Whether a unit is covered if the pattern begins at `base`.
  private func isCovered(_ unit: Int, _ places: TextPlaces, _ base: Int) -> Bool {
    units[unit].contains { places.holds($0.term, at: base + $0.offset) }
  }
}
