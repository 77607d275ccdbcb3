import IndexBytes

/// Phrases of which each unit is one term.
extension PhraseMatcher {
  /// Whether the phrase matches in a section that holds all its units, which have one alternative each: the
  /// places that the rarest term allows for it to begin are thinned out by one term after the other.
  mutating func confirmRow(_ section: UInt32) throws(IndexError) -> Bool {
    var count = 0
    for place in 0..<unitCount {
      let way = alternatives[unitStarts[order[place]]]
      guard try read(way.term, section) else { return false }
      let positions = way.term[0].values
      let offset = way.offset
      if place > 0 {
        count = thinOut(count, positions, way.term[0].count, offset)
      } else {
        count = way.term[0].count
        if places.count < count { places = cursors.arena.buffer(count: 2 * count) }
        for index in 0..<count {
          places[index] = Int32(truncatingIfNeeded: Int(positions[index]) &- offset)
        }
      }
      if count == 0 { return false }
    }
    return true
  }

  /// Keeps of the first `count` places those from which a position is `offset` away.
  private func thinOut(
    _ count: Int, _ positions: FlatBuffer<UInt32>, _ positionCount: Int, _ offset: Int
  ) -> Int {
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
}
