import IndexBytes

/// Finds the sections of one segment in which a phrase pattern matches.
///
/// Candidates come from the unit whose alternatives have the fewest postings; a candidate must
/// hold an alternative of every unit, the rarer ones asked first, and only then are positions read.
struct PhraseMatcher {
  /// One way to cover a unit, or two neighbours: a cursor, and where its term stands relative to the
  /// first unit.
  struct Way: BitwiseCopyable {
    let term: FlatBuffer<TermCursor>
    /// The pattern's term and where it stands.
    let alternative: PhrasePattern.Alternative
    var offset: Int { alternative.offset }
    /// First and last unit it covers.
    var first: Int
    var last: Int
    /// Whether it stands at all places that are still possible.
    var isEverywhere = false

    /// Whether it covers `unit`.
    @inline(__always)
    func covers(_ unit: Int) -> Bool { first <= unit && unit <= last }
  }

  let unitCount: Int
  private let needsPositions: Bool
  let cursors: TermCursors
  /// The ways that exist in the segment.
  let ways: FlatBuffer<Way>
  /// How many there are.
  let wayCount: Int
  /// Numbers of the units' ways, one unit after the other.
  let numbers: FlatBuffer<Int>
  /// Where each unit's numbers begin, and where the last one's end.
  let unitStarts: FlatBuffer<Int>
  /// The units, fewest postings first.
  let order: FlatBuffer<Int>
  /// The units, fewest occurrences first.
  let readingOrder: FlatBuffer<Int>
  /// Places at which the phrase may begin in the section looked at last; see `starts`.
  var places: FlatBuffer<Int32>
  /// Room for as many, and what is known of each.
  var merged: FlatBuffer<Int32>
  var covered: FlatBuffer<UInt8>
  var hasDamagedPositions = false
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
    let arena = cursors.arena
    let total = pattern.units.reduce(0) { $0 + $1.count }
    unitStarts = arena.buffer(of: 0, count: unitCount + 1)
    ways = arena.buffer(count: total)
    numbers = arena.buffer(count: total)
    order = arena.buffer(count: unitCount)
    readingOrder = arena.buffer(count: unitCount)
    places = arena.buffer(count: 32)
    merged = arena.buffer(count: 32)
    covered = arena.buffer(count: 32)
    let terms: FlatBuffer<FlatBuffer<TermCursor>?> = arena.buffer(count: pattern.terms.count)
    for number in 0..<terms.count { terms[number] = try cursors.cursor(pattern.terms[number]) }
    let costs = arena.buffer(of: 0, count: unitCount)
    let efforts = arena.buffer(of: 0, count: unitCount)
    var wayCount = 0
    var end = 0
    for unit in 0..<unitCount {
      for alternative in pattern.cover(ofUnit: unit) {
        guard let term = terms[alternative.term] else { continue }
        let number = Self.number(of: alternative, unit, ways, wayCount)
        if number == wayCount {
          ways[number] = Way(term: term, alternative: alternative, first: unit, last: unit)
          wayCount += 1
        }
        ways[number].last = unit
        numbers[end] = number
        costs[unit] += term[0].cursor.info.sections
        efforts[unit] += term[0].cursor.info.occurrences
        end += 1
      }
      unitStarts[unit + 1] = end
    }
    self.wayCount = wayCount
    Self.sort(costs, into: order)
    Self.sort(efforts, into: readingOrder)
    cost = unitCount > 0 ? costs[order[0]] : 0
  }

  /// The number that a way of `unit` has among the first `count`; `count` for another one. Only
  /// neighbours share ways.
  private static func number(
    of way: PhrasePattern.Alternative, _ unit: Int, _ ways: FlatBuffer<Way>, _ count: Int
  ) -> Int {
    var number = count - 1
    while number >= 0, ways[number].first >= unit - 1 {
      if ways[number].alternative == way { return number }
      number -= 1
    }
    return count
  }

  /// Puts the units in order of their costs: by insertion where they are few, as nearly always.
  private static func sort(_ costs: FlatBuffer<Int>, into order: FlatBuffer<Int>) {
    if costs.count > 64 {
      let sorted = (0..<costs.count).sorted { costs[$0] < costs[$1] }
      for (place, unit) in sorted.enumerated() { order[place] = unit }
      return
    }
    for unit in 0..<costs.count {
      var place = unit
      while place > 0, costs[order[place - 1]] > costs[unit] {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = unit
    }
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool {
    if hasDamagedPositions { return true }
    for number in 0..<wayCount where ways[number].term[0].cursor.isDamaged { return true }
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
  private mutating func lead(from target: UInt32) -> UInt32 {
    let unit = order[0]
    var candidate = PostingsCursor.noMoreSections
    for place in unitStarts[unit]..<unitStarts[unit + 1] {
      let term = ways[numbers[place]].term
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

  private mutating func holds(_ section: UInt32, from first: Int) -> Bool {
    for place in first..<unitCount where !isThere(order[place], section) { return false }
    return true
  }

  private mutating func isThere(_ unit: Int, _ section: UInt32) -> Bool {
    for place in unitStarts[unit]..<unitStarts[unit + 1]
    where stands(ways[numbers[place]].term, section) { return true }
    return false
  }

  /// Whether a term stands in `section`.
  @inline(__always)
  mutating func stands(_ term: FlatBuffer<TermCursor>, _ section: UInt32) -> Bool {
    term[0].cursor.step(to: section)
    return term[0].cursor.section == section
  }

  /// Whether the phrase matches in a section that holds all its units.
  mutating func confirm(_ section: UInt32) throws(IndexError) -> Bool {
    if !needsPositions { return true }
    return try findPlaces(section) > 0
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
      for number in 0..<wayCount where stands(ways[number].term, section) {
        count += Int(ways[number].term[0].cursor.frequency)
      }
      return count
    }
    let found = try starts(in: section)
    for index in 0..<found.count where known.insert(Int(found.places[index])).inserted {
      count += try weight(ofStart: Int(found.places[index]), section)
    }
    return count
  }

  /// How often the first unit's best way stands where the phrase begins.
  private mutating func weight(ofStart start: Int, _ section: UInt32) throws(IndexError) -> Int {
    var best = 0
    for place in 0..<unitStarts[1] {
      let way = ways[numbers[place]]
      guard try read(way.term, section) else { continue }
      var count = 0
      for index in 0..<way.term[0].count
      where Int(way.term[0].values[index]) == start + way.offset { count += 1 }
      best = max(best, count)
    }
    return best
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
}
