@testable import SearchIndex

/// A section that a conjunction found, and its marks.
struct FoundSection: Equatable {
  var section: ScoredSection
  var marks: UInt32
}

extension Conjunction {
  /// All sections, in order.
  mutating func findAll() throws -> [FoundSection] {
    var found: [FoundSection] = []
    while try next(above: -1, nil) {
      for place in 0..<batch.count {
        let section = ScoredSection(section: batch.sections[place], score: score(place))
        found.append(FoundSection(section: section, marks: batch.marks[place]))
      }
    }
    return found
  }

  /// The best sections, found with a threshold that rises.
  mutating func findBest(_ wanted: Int) throws -> [ScoredSection] {
    var top = TopK(wanted, floor: -1)
    while try next(above: top.threshold, nil) {
      for place in 0..<batch.count { top.offer(batch.sections[place], score(place)) }
    }
    return top.sorted()
  }
}
