import IndexBytes

/// Finds the sections of one segment in which a phrase pattern matches.
///
/// Candidates come from the unit whose alternatives have the fewest postings; a candidate must
/// hold an alternative of every unit, the rarer ones asked first, and only then are positions read.
struct PhraseMatcher {
  /// One way to cover a unit: a cursor, and where its term stands relative to the first unit.
  struct Alternative: BitwiseCopyable {
    var term: FlatBuffer<TermCursor>
    var offset: Int
  }

  let unitCount: Int
  private let needsPositions: Bool
  /// Whether each unit has one alternative.
  private let isRow: Bool
  let cursors: TermCursors
  /// The units' alternatives that exist in the segment, one unit after the other.
  let alternatives: FlatBuffer<Alternative>
  /// Where each unit's alternatives begin, and where the last one's end.
  let unitStarts: FlatBuffer<Int>
  /// The units, fewest postings first.
  let order: FlatBuffer<Int>
  /// Places at which the phrase begins in the section looked at last; see `starts`.
  var places: FlatBuffer<Int32>
  private var hasDamagedPositions = false
  /// Postings of the leading unit; 0 where the pattern cannot match here.
  let cost: Int

  /// - Parameters:
  ///   - pattern: What to look for.
  ///   - cursors: The cursors of its terms, perhaps shared.
  /// - Throws: `.corrupt` where a list is not inside the segment.
  init(_ pattern: PhrasePattern, _ cursors: TermCursors) throws(IndexError) {
    self.cursors = cursors
    unitCount = pattern.units.count
    needsPositions = pattern.needsPositions
    isRow = pattern.units.allSatisfy { $0.count == 1 }
    let arena = cursors.arena
    unitStarts = arena.buffer(of: 0, count: unitCount + 1)
    alternatives = arena.buffer(count: pattern.units.reduce(0) { $0 + $1.count })
    order = arena.buffer(count: unitCount)
    places = arena.buffer(count: 32)
    var terms: [FlatBuffer<TermCursor>?] = []
    for term in pattern.terms { terms.append(try cursors.cursor(term)) }
    var costs: [Int] = []
    var end = 0
    for (unit, ways) in pattern.units.enumerated() {
      var cost = 0
      for way in ways {
        guard let term = terms[way.term] else { continue }
        alternatives[end] = Alternative(term: term, offset: way.offset)
        cost += term[0].cursor.info.sections
        end += 1
      }
      unitStarts[unit + 1] = end
      costs.append(cost)
    }
    for (place, unit) in costs.indices.sorted(by: { costs[$0] < costs[$1] }).enumerated() {
      order[place] = unit
    }
    cost = costs.min() ?? 0
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool {
    if hasDamagedPositions { return true }
    for place in 0..<unitStarts[unitCount]
    where alternatives[place].term[0].cursor.isDamaged { return true }
    return false
  }

  // MARK: Sections

  /// The first section not before `target` in which the phrase matches.
  mutating func next(from target: UInt32) throws(IndexError) -> UInt32 {
    var target = target
    while true {
      let candidate = nextCandidate(from: target)
      if candidate == PostingsCursor.noMoreSections { return candidate }
      if try confirm(candidate) { return candidate }
      target = candidate + 1
    }
  }

  /// The first section not before `target` that holds every unit somewhere and that `filter` lets in,
  /// or, beyond where the filter holds, the first of the leading unit.
  mutating func nextCandidate(
    from target: UInt32, _ filter: CandidateFilter = .none
  ) -> UInt32 {
    guard cost > 0 else { return PostingsCursor.noMoreSections }
    var candidate = lead(from: target)
    while candidate <= filter.end {
      if filter.accepts(candidate), holds(candidate, from: 1) { return candidate }
      candidate = lead(from: candidate &+ 1)
    }
    return candidate
  }

  /// The first section not before `target` that holds the leading unit.
  @inline(__always)
  private func lead(from target: UInt32) -> UInt32 {
    let unit = order[0]
    let first = unitStarts[unit]
    let end = unitStarts[unit + 1]
    if end - first == 1 {
      alternatives[first].term[0].cursor.advance(to: target)
      return alternatives[first].term[0].cursor.section
    }
    var candidate = PostingsCursor.noMoreSections
    for place in first..<end {
      let term = alternatives[place].term
      term[0].cursor.advance(to: target)
      candidate = min(candidate, term[0].cursor.section)
    }
    return candidate
  }

  /// Whether the phrase matches in `section`; sections are asked for in ascending order.
  mutating func matches(_ section: UInt32) throws(IndexError) -> Bool {
    guard mayMatch(section) else { return false }
    return try confirm(section)
  }

  /// Whether `section` holds every unit somewhere.
  mutating func mayMatch(_ section: UInt32) -> Bool { cost > 0 && holds(section, from: 0) }

  private func holds(_ section: UInt32, from first: Int) -> Bool {
    for place in first..<unitCount where !isThere(order[place], section) { return false }
    return true
  }

  private func isThere(_ unit: Int, _ section: UInt32) -> Bool {
    for place in unitStarts[unit]..<unitStarts[unit + 1]
    where stands(alternatives[place].term, section) { return true }
    return false
  }

  /// Whether a term stands in `section`.
  @inline(__always)
  private func stands(_ term: FlatBuffer<TermCursor>, _ section: UInt32) -> Bool {
    term[0].cursor.advance(to: section)
    return term[0].cursor.section == section
  }

  /// Whether the phrase matches in a section that holds all its units.
  mutating func confirm(_ section: UInt32) throws(IndexError) -> Bool {
    if !needsPositions { return true }
    if isRow { return try confirmRow(section) }
    return try findStarts(section, atMost: 1) > 0
  }

  // MARK: Places

  /// Finds every position at which the phrase begins in `section`; sections in ascending order.
  ///
  /// - Returns: The positions, ascending and each once, valid until the next call, and how many.
  mutating func starts(in section: UInt32) throws(IndexError) -> (
    places: FlatBuffer<Int32>, count: Int
  ) {
    guard mayMatch(section) else { return (places, 0) }
    let count = try findStarts(section, atMost: .max)
    return (places, sortPlaces(count))
  }

  /// Puts positions at which the phrase begins into `places`, perhaps some of them twice, until there
  /// are `limit`; returns how many there are.
  private mutating func findStarts(
    _ section: UInt32, atMost limit: Int
  ) throws(IndexError) -> Int {
    var count = 0
    let rarest = order[0]
    for place in unitStarts[rarest]..<unitStarts[rarest + 1] {
      let way = alternatives[place]
      guard try read(way.term, section) else { continue }
      for index in 0..<way.term[0].count {
        let start = Int(way.term[0].values[index]) - way.offset
        guard start >= 0, try isCovered(start, section, except: rarest) else { continue }
        append(Int32(truncatingIfNeeded: start), count)
        count += 1
        if count == limit { return count }
      }
    }
    return count
  }

  private mutating func append(_ start: Int32, _ count: Int) {
    if count == places.count { grow(count) }
    places[count] = start
  }

  /// Puts the places that several alternatives gave in order, each once; returns how many there are.
  private func sortPlaces(_ count: Int) -> Int {
    var isAscending = true
    for index in 1..<max(1, count) where places[index] <= places[index - 1] { isAscending = false }
    if isAscending { return count }
    var kept = 0
    for place in (0..<count).map({ places[$0] }).sorted()
    where kept == 0 || places[kept - 1] != place {
      places[kept] = place
      kept += 1
    }
    return kept
  }

  private mutating func grow(_ count: Int) {
    let larger: FlatBuffer<Int32> = cursors.arena.buffer(count: count * 2)
    for index in 0..<count { larger[index] = places[index] }
    places = larger
  }

  /// Occurrences of the phrase in `section`, weighted by field as those of a term are.
  ///
  /// - Parameters:
  ///   - section: The section; they are asked for in ascending order.
  ///   - known: Places that other patterns have counted; those of this one are added.
  /// - Returns: Occurrences at other places.
  /// - Throws: `.corrupt` where the positions are damaged.
  mutating func occurrences(in section: UInt32, besides known: inout Set<Int>) throws(IndexError)
    -> Int
  {
    var count = 0
    if !needsPositions {
      for place in 0..<unitStarts[unitCount] where stands(alternatives[place].term, section) {
        count += Int(alternatives[place].term[0].cursor.frequency)
      }
      return count
    }
    let found = try starts(in: section)
    for index in 0..<found.count where known.insert(Int(found.places[index])).inserted {
      count += try weight(ofStart: Int(found.places[index]), section)
    }
    return count
  }

  /// How often the first unit's best alternative stands where the phrase begins.
  private mutating func weight(ofStart start: Int, _ section: UInt32) throws(IndexError) -> Int {
    var best = 0
    for place in 0..<unitStarts[1] {
      let way = alternatives[place]
      guard try read(way.term, section) else { continue }
      var count = 0
      for index in 0..<way.term[0].count
      where Int(way.term[0].values[index]) == start + way.offset { count += 1 }
      best = max(best, count)
    }
    return best
  }

  private mutating func isCovered(_ start: Int, _ section: UInt32, except known: Int)
    throws(IndexError) -> Bool
  {
    for unit in 0..<unitCount where unit != known {
      var isThere = false
      for place in unitStarts[unit]..<unitStarts[unit + 1] {
        let way = alternatives[place]
        if try read(way.term, section), Self.stands(start + way.offset, in: way.term[0]) {
          isThere = true
          break
        }
      }
      if !isThere { return false }
    }
    return true
  }

  /// Reads the positions of a term in `section`; false where it has none there.
  @inline(__always)
  mutating func read(
    _ term: FlatBuffer<TermCursor>, _ section: UInt32
  ) throws(IndexError) -> Bool {
    guard stands(term, section) else { return false }
    if try cursors.readPositions(term) { return true }
    hasDamagedPositions = true
    return false
  }

  /// Whether a position is among those read. O(log occurrences).
  private static func stands(_ position: Int, in term: borrowing TermCursor) -> Bool {
    let values = term.values
    var low = 0
    var high = term.count
    while low < high {
      let middle = (low + high) >> 1
      if Int(values[middle]) < position { low = middle + 1 } else { high = middle }
    }
    return low < term.count && Int(values[low]) == position
  }
}
