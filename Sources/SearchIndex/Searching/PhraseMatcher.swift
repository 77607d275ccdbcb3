import IndexBytes

/// Finds the sections of one segment in which a phrase pattern matches.
///
/// Candidates come from the unit whose alternatives have the fewest postings; a candidate must
/// hold an alternative of every unit, and only then are positions read.
struct PhraseMatcher {
  private let pattern: PhrasePattern
  private let segment: Segment
  private var cursors: [PostingsCursor]
  /// Alternatives that exist in the segment, by unit; `term` counts in `cursors`.
  private var units: [[PhrasePattern.Alternative]] = []
  private var lead = 0
  private var ranges: [Range<Int>]
  private var hasPositions = false
  /// Postings of the leading unit; 0 where the pattern cannot match here.
  private(set) var cost = 0

  init(_ pattern: PhrasePattern, _ segment: Segment, arena: FlatArena) throws(IndexError) {
    self.pattern = pattern
    self.segment = segment
    cursors = []
    var places: [Int: Int] = [:]
    for (number, term) in pattern.terms.enumerated() {
      guard let info = try segment.dictionary.lookup(term) else { continue }
      places[number] = cursors.count
      cursors.append(try PostingsCursor(segment, info, arena: arena))
    }
    ranges = [Range<Int>](repeating: 0..<0, count: cursors.count)
    for unit in pattern.units {
      units.append(
        unit.compactMap { alternative in
          places[alternative.term].map { .init(term: $0, offset: alternative.offset) }
        })
    }
    chooseLead()
  }

  private mutating func chooseLead() {
    cost = units.isEmpty ? 0 : .max
    for (index, unit) in units.enumerated() {
      let postings = unit.reduce(0) { $0 + cursors[$1.term].info.sections }
      if postings < cost {
        cost = postings
        lead = index
      }
    }
  }

  var isDamaged: Bool { cursors.contains { $0.isDamaged } }

  /// The first section not before `target` in which the phrase matches.
  mutating func next(from target: UInt32) throws(IndexError) -> UInt32 {
    guard cost > 0 else { return PostingsCursor.noMoreSections }
    var target = target
    while true {
      var candidate = PostingsCursor.noMoreSections
      for alternative in units[lead] {
        cursors[alternative.term].advance(to: target)
        candidate = min(candidate, cursors[alternative.term].section)
      }
      if candidate == PostingsCursor.noMoreSections { return candidate }
      if try matches(candidate) { return candidate }
      target = candidate + 1
    }
  }

  /// Whether the phrase matches in `section`; sections are asked for in ascending order.
  mutating func matches(_ section: UInt32) throws(IndexError) -> Bool {
    guard cost > 0 else { return false }
    for unit in units {
      var isThere = false
      for alternative in unit {
        cursors[alternative.term].advance(to: section)
        if cursors[alternative.term].section == section { isThere = true }
      }
      if !isThere { return false }
    }
    if !pattern.needsPositions { return true }
    return try positionsMatch(section)
  }

  private mutating func positionsMatch(_ section: UInt32) throws(IndexError) -> Bool {
    try readPositions(section)
    let rarest = rarestUnit()
    for alternative in units[rarest] {
      for place in ranges[alternative.term] {
        let position = Int(cursors[alternative.term].positionValues[place]) - alternative.offset
        if position >= 0, isCovered(from: position, except: rarest) { return true }
      }
    }
    return false
  }

  /// Every position at which the phrase begins in `section`, ascending.
  mutating func starts(in section: UInt32) throws(IndexError) -> [Int] {
    guard cost > 0 else { return [] }
    for index in cursors.indices { cursors[index].advance(to: section) }
    try readPositions(section)
    let rarest = rarestUnit()
    var result: Set<Int> = []
    for alternative in units[rarest] {
      for place in ranges[alternative.term] {
        let position = Int(cursors[alternative.term].positionValues[place]) - alternative.offset
        if position >= 0, isCovered(from: position, except: rarest) { result.insert(position) }
      }
    }
    return result.sorted()
  }

  /// Occurrences of the phrase in `section`, weighted by field as those of a term are.
  ///
  /// - Parameters:
  ///   - section: The section; they are asked for in ascending order.
  ///   - known: Places that other patterns have counted; those of this one are added.
  /// - Returns: Occurrences at other places.
  /// - Throws: `.corrupt` where the positions are damaged.
  mutating func occurrences(
    in section: UInt32, besides known: inout Set<Int>
  ) throws(IndexError) -> Int {
    if !pattern.needsPositions {
      for index in cursors.indices { cursors[index].advance(to: section) }
      return units.joined().reduce(0) {
        $0 + (cursors[$1.term].section == section ? Int(cursors[$1.term].frequency) : 0)
      }
    }
    var count = 0
    for start in try starts(in: section) where known.insert(start).inserted {
      count +=
        units[0].map { alternative in
          let values = cursors[alternative.term].positionValues[ranges[alternative.term]]
          return values.count { Int($0) == start + alternative.offset }
        }.max() ?? 0
    }
    return count
  }

  private mutating func readPositions(_ section: UInt32) throws(IndexError) {
    if !hasPositions {
      for index in cursors.indices { try cursors[index].openPositions(segment) }
      hasPositions = true
    }
    for index in cursors.indices {
      ranges[index] =
        cursors[index].section == section ? cursors[index].currentPositions() : 0..<0
    }
  }

  private func rarestUnit() -> Int {
    var best = 0
    var fewest = Int.max
    for (index, unit) in units.enumerated() {
      let count = unit.reduce(0) { $0 + ranges[$1.term].count }
      if count < fewest {
        fewest = count
        best = index
      }
    }
    return best
  }

  private func isCovered(from position: Int, except known: Int) -> Bool {
    for (index, unit) in units.enumerated() where index != known {
      let covered = unit.contains { stands($0.term, at: position + $0.offset) }
      if !covered { return false }
    }
    return true
  }

  /// Whether a term stands at a position of the current section. O(log occurrences).
  private func stands(_ cursor: Int, at position: Int) -> Bool {
    let values = cursors[cursor].positionValues
    var low = ranges[cursor].lowerBound
    var high = ranges[cursor].upperBound
    while low < high {
      let middle = (low + high) / 2
      if Int(values[middle]) < position { low = middle + 1 } else { high = middle }
    }
    return low < ranges[cursor].upperBound && Int(values[low]) == position
  }
}
