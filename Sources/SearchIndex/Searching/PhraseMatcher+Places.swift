import IndexBytes

/// Where in a section a phrase begins.
///
/// The places that the ways of the unit with the fewest occurrences allow for are thinned out by one
/// unit after the other. A way that stands at all places that are left covers both its units.
/// All of these functions are mutating, since the cursors move; a matcher that is asked as a value would be
/// copied for it.
extension PhraseMatcher {
  /// Finds every position at which the phrase begins in `section`; sections in ascending order.
  ///
  /// - Returns: The positions, ascending and each once, valid until the next call, and how many.
  mutating func starts(in section: UInt32) throws(IndexError) -> (
    places: FlatBuffer<Int32>, count: Int
  ) {
    guard mayMatch(section) else { return (places, 0) }
    let count = try findPlaces(section)
    var kept = 0
    for index in 0..<count where kept == 0 || places[kept - 1] != places[index] {
      places[kept] = places[index]
      kept += 1
    }
    return (places, kept)
  }

  /// Puts the positions at which the phrase begins into `places`, ascending, perhaps some of them more
  /// than once; returns how many there are.
  mutating func findPlaces(_ section: UInt32) throws(IndexError) -> Int {
    for number in 0..<wayCount { ways[number].isEverywhere = false }
    var count = try gather(readingOrder[0], section)
    var place = 1
    while place < unitCount, count > 0 {
      count = try thinOut(readingOrder[place], count, section)
      place &+= 1
    }
    return count
  }

  /// Takes all places at which a way of a unit stands.
  private mutating func gather(_ unit: Int, _ section: UInt32) throws(IndexError) -> Int {
    var count = 0
    var wayCount = 0
    var only = 0
    for place in unitStarts[unit]..<unitStarts[unit + 1] {
      let number = numbers[place]
      guard isPossible(number, section), try read(ways[number].term, section) else { continue }
      count = take(ways[number], besides: count)
      wayCount &+= 1
      only = number
    }
    if wayCount == 1 { ways[only].isEverywhere = true }
    return count
  }

  /// Merges the places at which the phrase begins by a way with the `count` that are known.
  private mutating func take(_ way: Way, besides count: Int) -> Int {
    let positions = way.term[0].values
    let added = way.term[0].count
    makeRoom(for: count &+ added, keeping: count)
    let offset = Int32(truncatingIfNeeded: way.offset)
    if count == 0 {
      for index in 0..<added {
        places[index] = Int32(truncatingIfNeeded: positions[index]) &- offset
      }
      return added
    }
    var old = 0
    var new = 0
    while old < count || new < added {
      let next = new < added ? Int32(truncatingIfNeeded: positions[new]) &- offset : .max
      let takesOld = old < count && (new == added || places[old] <= next)
      merged[old &+ new] = takesOld ? places[old] : next
      if takesOld { old &+= 1 } else { new &+= 1 }
    }
    swap(&places, &merged)
    return old &+ new
  }

  private mutating func makeRoom(for count: Int, keeping kept: Int) {
    if count <= places.count { return }
    let old = places
    places = cursors.arena.buffer(count: 2 * count)
    merged = cursors.arena.buffer(count: 2 * count)
    covered = cursors.arena.buffer(count: 2 * count)
    for index in 0..<kept { places[index] = old[index] }
  }

  /// Keeps the places at which a way of a unit stands; returns how many there are.
  private mutating func thinOut(
    _ unit: Int, _ count: Int, _ section: UInt32
  ) throws(IndexError) -> Int {
    let range = unitStarts[unit]..<unitStarts[unit + 1]
    for place in range where ways[numbers[place]].isEverywhere { return count }
    if range.count == 1 {
      let way = ways[numbers[range.lowerBound]]
      return try read(way.term, section) ? keep(count, by: way) : 0
    }
    var found = 0
    for place in range {
      let number = numbers[place]
      guard isPossible(number, section), try read(ways[number].term, section) else { continue }
      if found == 0 { covered.fill(0, in: 0..<count) }
      let more = cover(count, by: ways[number])
      // What is kept is then what this way covers.
      ways[number].isEverywhere = found == 0 && more > 0
      if more > 0, found > 0 { forget(range) }
      found &+= more
      if found == count { return count }
    }
    return found == 0 ? 0 : keepCovered(count)
  }

  private mutating func forget(_ range: Range<Int>) {
    for place in range { ways[numbers[place]].isEverywhere = false }
  }

  /// Whether a way can be part of a match in a section: a syllable that stands alone, or begins a word,
  /// leaves its neighbour to be covered by something else than the two together.
  @inline(__always)
  private mutating func isPossible(_ number: Int, _ section: UInt32) -> Bool {
    let way = ways[number]
    guard stands(way.term, section) else { return false }
    if way.first != way.last { return true }
    let unit = way.first
    for place in unitStarts[unit]..<unitStarts[unit + 1] {
      let pair = ways[numbers[place]]
      if pair.first == pair.last { continue }
      let neighbour = pair.first == unit ? pair.last : pair.first
      if !isCovered(neighbour, besides: unit, section) { return false }
    }
    return true
  }

  /// Whether a way that covers `unit` and not `other` stands in the section.
  private mutating func isCovered(_ unit: Int, besides other: Int, _ section: UInt32) -> Bool {
    for place in unitStarts[unit]..<unitStarts[unit + 1] {
      let way = ways[numbers[place]]
      if !way.covers(other), stands(way.term, section) { return true }
    }
    return false
  }

  // MARK: Merging

  /// Keeps of the first `count` places those at which a way stands.
  private mutating func keep(_ count: Int, by way: Way) -> Int {
    let positions = way.term[0].values
    let positionCount = way.term[0].count
    let offset = way.offset
    var kept = 0
    var index = 0
    var other = 0
    while index < count, other < positionCount {
      let place = places[index]
      places[kept] = place
      // 1 or 0 each: the sign of a difference, and no branch.
      let distance = Int(place) &- (Int(positions[other]) &- offset)
      let isBefore = Int(bitPattern: UInt(bitPattern: distance) >> 63)
      let isBehind = Int(bitPattern: UInt(bitPattern: 0 &- distance) >> 63)
      kept &+= 1 &- isBefore &- isBehind
      index &+= 1 &- isBehind
      other &+= 1 &- isBefore
    }
    return kept
  }

  /// Notes at which places a way stands; returns at how many of them no other did.
  private mutating func cover(_ count: Int, by way: Way) -> Int {
    let positions = way.term[0].values
    let positionCount = way.term[0].count
    var found = 0
    var other = 0
    for index in 0..<count {
      let wanted = Int(places[index]) &+ way.offset
      // Positions are many where places are few: four steps at a time.
      while other &+ 4 < positionCount, Int(positions[other &+ 4]) < wanted { other &+= 4 }
      while other < positionCount, Int(positions[other]) < wanted { other &+= 1 }
      if other == positionCount { break }
      if Int(positions[other]) == wanted {
        found &+= Int(1 &- covered[index])
        covered[index] = 1
      }
    }
    return found
  }

  private mutating func keepCovered(_ count: Int) -> Int {
    var kept = 0
    for index in 0..<count {
      places[kept] = places[index]
      kept &+= Int(covered[index])
    }
    return kept
  }
}
