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

    /// Whether it covers `unit`.
    @inline(__always)
    func covers(_ unit: Int) -> Bool { first <= unit && unit <= last }
  }

  /// Neighbours that a unit forms pairs with.
  struct Pairs: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    static let before = Pairs(rawValue: 1)
    static let behind = Pairs(rawValue: 2)
  }

  /// Whether the neighbours of a unit are covered by something else than pairs with it, in the section
  /// looked at last.
  enum Neighbours: UInt8, BitwiseCopyable { case unknown, covered, missing }

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
  /// For each of `numbers` a section before which its term does not stand any more; 0 where the cursors
  /// are shared, since others may move them.
  ///
  /// A unit of hundreds of ways is looked through by these, one beside the other, and not by the cursors.
  private let heads: FlatBuffer<UInt32>
  private let remembersHeads: Bool
  /// For each unit a section before which none of its ways stands, likewise.
  private let nearest: FlatBuffer<UInt32>
  /// Which of its neighbours a unit forms pairs with.
  let pairs: FlatBuffer<Pairs>
  /// For each unit the number of a way of it that stands at all places that are still possible.
  let everywhere: FlatBuffer<Int>
  /// What `everywhere` has for none.
  static let noWay = -1
  /// What is known of each unit's neighbours.
  let neighbours: FlatBuffer<Neighbours>
  /// Places at which the phrase may begin in the section looked at last; see `starts`.
  var places: FlatBuffer<Int32>
  /// The section that `places` are of, and how many there are.
  var found = (section: PostingsCursor.noMoreSections, count: 0)
  /// Room for as many, and what is known of each.
  var merged: FlatBuffer<Int32>
  var covered: FlatBuffer<UInt8>
  /// How often the phrase stands at each place; see `weigh`.
  var weights: FlatBuffer<UInt32>
  var hasDamagedPositions = false
  /// Sections whose positions were looked at.
  var sectionsRead = 0
  /// Postings of the leading unit; 0 where the pattern cannot match here.
  let cost: Int

  /// - Parameters:
  ///   - pattern: What to look for.
  ///   - cursors: The cursors of its terms, perhaps shared.
  ///   - areOwn: Whether nobody else moves them.
  /// - Throws: `.corrupt` where a list is not inside the segment.
  init(
    _ pattern: PhrasePattern, _ cursors: TermCursors, areOwn: Bool = false
  ) throws(IndexError) {
    self.cursors = cursors
    remembersHeads = areOwn
    unitCount = pattern.units.count
    needsPositions = pattern.needsPositions
    let arena = cursors.arena
    let total = pattern.units.reduce(0) { $0 + $1.count }
    unitStarts = arena.buffer(of: 0, count: unitCount + 1)
    ways = arena.buffer(count: total)
    numbers = arena.buffer(count: total)
    order = arena.buffer(count: unitCount)
    readingOrder = arena.buffer(count: unitCount)
    heads = arena.buffer(of: 0, count: total)
    nearest = arena.buffer(of: 0, count: unitCount)
    pairs = arena.buffer(of: [], count: unitCount)
    everywhere = arena.buffer(count: unitCount)
    neighbours = arena.buffer(count: unitCount)
    places = arena.buffer(count: 32)
    merged = arena.buffer(count: 32)
    covered = arena.buffer(count: 32)
    weights = arena.buffer(count: 32)
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
        if ways[number].first < unit {
          pairs[unit - 1].insert(.behind)
          pairs[unit].insert(.before)
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
      var head = heads[place]
      if head < target || head == 0 {
        let term = ways[numbers[place]].term
        term[0].cursor.advance(to: target)
        head = term[0].cursor.section
        if remembersHeads { heads[place] = head }
      }
      candidate = min(candidate, head)
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
    if nearest[unit] > section { return false }
    var next = PostingsCursor.noMoreSections
    for place in unitStarts[unit]..<unitStarts[unit + 1] {
      if stands(at: place, section) { return true }
      next = min(next, heads[place])
    }
    nearest[unit] = next
    return false
  }

  /// Whether the way that has a place in `numbers` stands in `section`.
  @inline(__always)
  mutating func stands(at place: Int, _ section: UInt32) -> Bool {
    if heads[place] > section { return false }
    let term = ways[numbers[place]].term
    term[0].cursor.step(to: section)
    let head = term[0].cursor.section
    if remembersHeads { heads[place] = head }
    return head == section
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
    if found.section == section { return found.count > 0 }
    return try findPlaces(section) > 0
  }

  /// Occurrences of the phrase in `section`, weighted by field as those of a term are.
  ///
  /// - Parameters:
  ///   - section: The section; they are asked for in ascending order.
  ///   - known: Places that other patterns have counted; those of this one are added.
  /// - Returns: Occurrences at other places.
  /// - Throws: `.corrupt` where the positions are damaged.
  mutating func occurrences(
    in section: UInt32, besides known: inout CountedPlaces
  ) throws(IndexError) -> Int {
    var count = 0
    if !needsPositions {
      for number in 0..<wayCount where stands(ways[number].term, section) {
        count += Int(ways[number].term[0].cursor.frequency)
      }
      return count
    }
    let found = try starts(in: section)
    try weigh(found.count, section)
    return known.add(found.places, weights, found.count)
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
