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
    if found.section != section {
      guard mayMatch(section) else { return (places, 0) }
      _ = try findPlaces(section)
    }
    var kept = 0
    for index in 0..<found.count where kept == 0 || places[kept - 1] != places[index] {
      places[kept] = places[index]
      kept += 1
    }
    found.count = kept
    return (places, kept)
  }

  /// Puts the positions at which the phrase begins into `places`, ascending, perhaps some of them more
  /// than once; returns how many there are.
  ///
  /// - Throws: `.corrupt` where the positions are damaged, and what the deadline throws, which is asked
  ///   once in 16 sections: each of them takes long where a phrase is.
  mutating func findPlaces(_ section: UInt32) throws(IndexError) -> Int {
    sectionsRead &+= 1
    if sectionsRead & 15 == 0 { try cursors.deadline?.check() }
    everywhere.fill(Self.noWay, in: 0..<unitCount)
    neighbours.fill(.unknown, in: 0..<unitCount)
    var count = try gather(readingOrder[0], section)
    var place = 1
    while place < unitCount, count > 0 {
      count = try thinOut(readingOrder[place], count, section)
      place &+= 1
    }
    found = (section, count)
    return count
  }

  /// Takes all places at which a way of a unit stands.
  private mutating func gather(_ unit: Int, _ section: UInt32) throws(IndexError) -> Int {
    var count = 0
    var wayCount = 0
    var only = 0
    for place in unitStarts[unit]..<unitStarts[unit + 1] {
      let number = numbers[place]
      guard isPossible(place, section), try read(ways[number].term, section) else { continue }
      count = take(ways[number], besides: count)
      wayCount &+= 1
      only = number
    }
    if wayCount == 1 { everywhere[unit] = only }
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
    weights = cursors.arena.buffer(count: 2 * count)
    for index in 0..<kept { places[index] = old[index] }
  }

  /// Keeps the places at which a way of a unit stands; returns how many there are.
  private mutating func thinOut(
    _ unit: Int, _ count: Int, _ section: UInt32
  ) throws(IndexError) -> Int {
    if isCoveredEverywhere(unit) { return count }
    let range = unitStarts[unit]..<unitStarts[unit + 1]
    if range.count == 1 {
      let way = ways[numbers[range.lowerBound]]
      return try read(way.term, section) ? keep(count, by: way) : 0
    }
    var found = 0
    for place in range {
      let number = numbers[place]
      guard isPossible(place, section), try read(ways[number].term, section) else { continue }
      if found == 0 { covered.fill(0, in: 0..<count) }
      let more = cover(count, by: ways[number])
      // What is kept is then what this way covers.
      if more > 0 { everywhere[unit] = found == 0 ? number : Self.noWay }
      found &+= more
      if found == count { return count }
    }
    return found == 0 ? 0 : keepCovered(count)
  }

  /// Whether a way of a neighbour covers the unit too, and stands at all places that are left.
  private func isCoveredEverywhere(_ unit: Int) -> Bool {
    (unit > 0 && covers(everywhere[unit - 1], unit))
      || (unit + 1 < unitCount && covers(everywhere[unit + 1], unit))
  }

  private func covers(_ number: Int, _ unit: Int) -> Bool {
    number != Self.noWay && ways[number].covers(unit)
  }

  /// Whether a way can be part of a match in a section: a syllable that stands alone, or begins a word,
  /// leaves its neighbours to be covered by something else than the two together.
  @inline(__always)
  private mutating func isPossible(_ place: Int, _ section: UInt32) -> Bool {
    guard stands(at: place, section) else { return false }
    let way = ways[numbers[place]]
    if way.first != way.last { return true }
    if neighbours[way.first] == .unknown {
      neighbours[way.first] = areCovered(around: way.first, section) ? .covered : .missing
    }
    return neighbours[way.first] == .covered
  }

  /// Whether each neighbour that a unit forms pairs with is covered by something else in the section.
  private mutating func areCovered(around unit: Int, _ section: UInt32) -> Bool {
    if pairs[unit].contains(.before), !isCovered(unit - 1, besides: unit, section) { return false }
    if pairs[unit].contains(.behind), !isCovered(unit + 1, besides: unit, section) { return false }
    return true
  }

  /// Whether a way that covers `unit` and not `other` stands in the section.
  private mutating func isCovered(_ unit: Int, besides other: Int, _ section: UInt32) -> Bool {
    for place in unitStarts[unit]..<unitStarts[unit + 1]
    where !ways[numbers[place]].covers(other) && stands(at: place, section) {
      return true
    }
    return false
  }

  // MARK: Counting

  /// Counts how often the first unit's best way stands at each of the first `count` places, at which the
  /// phrase begins in `section`: a word of a title stands there several times.
  mutating func weigh(_ count: Int, _ section: UInt32) throws(IndexError) {
    weights.fill(0, in: 0..<count)
    for place in 0..<unitStarts[1] {
      let way = ways[numbers[place]]
      guard stands(at: place, section), try read(way.term, section) else { continue }
      let positions = way.term[0].values
      let positionCount = way.term[0].count
      var other = 0
      for index in 0..<count {
        let wanted = Int(places[index]) &+ way.offset
        while other < positionCount, Int(positions[other]) < wanted { other &+= 1 }
        let first = other
        while other < positionCount, Int(positions[other]) == wanted { other &+= 1 }
        weights[index] = max(weights[index], UInt32(truncatingIfNeeded: other &- first))
      }
    }
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
