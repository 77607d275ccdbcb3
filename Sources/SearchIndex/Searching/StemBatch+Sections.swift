import IndexBytes

/// What a section holds of the stems.
///
/// That a stem stands there, or two are neighbours, is first tried with the first position of each
/// term, which is read without the others; most often that is proof enough.
extension StemBatch {
  /// What of the query a section holds.
  struct Found {
    /// Weights of the stems it holds, added up.
    var weight = 0.0
    /// Neighbouring stems that follow each other.
    var neighbours = 0
  }

  /// A stem that a section holds.
  private struct Held {
    let stem: Int
    /// A place at which it begins, if one is known.
    let first: UInt32?
    /// All of them, once they were asked for.
    var starts: StemPlaces?
  }

  /// What a section can hold at most, told without positions: which stems' words it has.
  func most(in slot: Int, _ weights: [Double]) -> Found {
    var found = Found()
    var isBefore = false
    for stem in 0..<row.stems.count {
      let isThere = Self.has(slot, possible[stem])
      if isThere { found.weight += weights[stem] }
      if isThere, isBefore { found.neighbours += 1 }
      isBefore = isThere
    }
    return found
  }

  /// What a section holds.
  ///
  /// - Parameters:
  ///   - slot: The number of the section.
  ///   - weights: Those of the stems.
  ///   - gap: Positions that may be between neighbours.
  /// - Returns: Its stems, and how many are neighbours.
  /// - Throws: `.corrupt` where positions are damaged.
  func find(
    in slot: Int, _ weights: [Double], gap: Int
  ) throws(IndexError) -> Found {
    var found = Found()
    var before: Held?
    for stem in 0..<row.stems.count {
      guard Self.has(slot, possible[stem]),
        var held = try hold(stem, slot, hasNeighbour: before != nil || mayHave(stem + 1, slot))
      else {
        before = nil
        continue
      }
      found.weight += weights[stem]
      if var first = before, try areNeighbours(&first, &held, slot, gap) { found.neighbours += 1 }
      before = held
    }
    return found
  }

  private func mayHave(_ stem: Int, _ slot: Int) -> Bool {
    stem < row.stems.count && Self.has(slot, possible[stem])
  }

  /// The stem in a section that has its words; nil where it does not stand there.
  private func hold(
    _ stem: Int, _ slot: Int, hasNeighbour: Bool
  ) throws(IndexError) -> Held? {
    let isCertain = Self.has(slot, certain[stem])
    // Where a stem has no neighbour, whether it stands there is all that is asked.
    if isCertain, !hasNeighbour { return Held(stem: stem, first: nil) }
    let first = try firstStart(row.stems[stem], slot)
    if isCertain || first != nil { return Held(stem: stem, first: first) }
    let starts = try starts(stem, slot)
    return starts.count > 0 ? Held(stem: stem, first: nil, starts: starts) : nil
  }

  private func areNeighbours(
    _ first: inout Held, _ second: inout Held, _ slot: Int, _ gap: Int
  ) throws(IndexError) -> Bool {
    let length = row.stems[first.stem].unitCount
    if let start = first.first, let next = second.first {
      let end = Int(start) &+ length
      if end <= Int(next), Int(next) <= end &+ gap { return true }
    }
    if first.starts == nil { first.starts = try starts(first.stem, slot) }
    if second.starts == nil { second.starts = try starts(second.stem, slot) }
    guard let before = first.starts, let behind = second.starts else { return false }
    return before.follows(behind, length, gap)
  }

  /// Where a stem begins in a section that may hold it; the places last until the next but one is asked.
  private func starts(_ stem: Int, _ slot: Int) throws(IndexError) -> StemPlaces {
    let shape = row.stems[stem]
    if Self.has(slot, plain[stem]) { return try read(term(of: shape), slot) }
    try findPlaces(shape, slot)
    if stem % 2 == 0 {
      swap(&even, &places)
      return even.all
    }
    swap(&odd, &places)
    return odd.all
  }

  /// The term that tells all places of a stem of one word or one pair.
  private func term(of stem: StemRow.Stem) -> Int {
    let unit = row.units[stem.firstUnit]
    return stem.unitCount == 2 ? unit.pair : row.lone[unit.firstLone]
  }

  /// A place at which a stem begins, if the first places of its pairs, or of its one term, are one:
  /// every second pair, and the last, cover all its units.
  private func firstStart(
    _ stem: StemRow.Stem, _ slot: Int
  ) throws(IndexError) -> UInt32? {
    if stem.unitCount == 1 {
      let unit = row.units[stem.firstUnit]
      return unit.loneCount == 1 ? try first(row.lone[unit.firstLone], slot) : nil
    }
    let lastPair = stem.unitCount - 2
    for pair in 0...lastPair where pair % 2 == 0 || pair == lastPair {
      if !Self.has(slot, pairs[stem.firstUnit + pair]) { return nil }
    }
    let start = try first(row.units[stem.firstUnit].pair, slot)
    var pair = min(2, lastPair)
    while pair > 0 {
      let place = try first(row.units[stem.firstUnit + pair].pair, slot)
      if place != start &+ UInt32(truncatingIfNeeded: pair) { return nil }
      if pair == lastPair { break }
      pair = min(pair + 2, lastPair)
    }
    return start
  }
}
