import IndexBytes

/// Where in a section a stem begins.
///
/// The places that one unit allows for are thinned out by the next; a pair that alone covers one of
/// its units covers the other at all places that are left.
extension StemBatch {
  /// Puts all places at which a stem begins into `places`, ascending and each once.
  func findPlaces(_ stem: StemRow.Stem, _ slot: Int) throws(IndexError) {
    places.count = 0
    var isFirst = true
    // Whether the pair with the unit before stands at all places that are left.
    var isCovered = false
    for offset in 0..<stem.unitCount {
      let unit = stem.firstUnit + offset
      let isBefore = offset > 0 && Self.has(slot, pairs[unit - 1])
      let isBehind = Self.has(slot, pairs[unit])
      let isAlone = Self.has(slot, alone[unit])
      if isCovered || (isBehind && nextNeedsPair(stem, offset, slot)) {
        isCovered = false
        continue
      }
      let onlyBehind = isBehind && !isBefore && !isAlone
      let onlyBefore = isBefore && !isBehind && !isAlone
      if !isFirst, onlyBehind || onlyBefore {
        let pair = onlyBehind ? unit : unit - 1
        places.keep(try read(row.units[pair].pair, slot), offset - (onlyBehind ? 0 : 1))
      } else {
        try gather(offset, unit, isBefore, isBehind, isAlone, slot)
        if isFirst { swap(&places, &other) } else { places.keep(other.all, 0) }
      }
      if places.count == 0 { return }
      isFirst = false
      isCovered = onlyBehind
    }
  }

  /// Whether the unit behind can be covered by the pair with this one alone, so that asking for that
  /// unit asks for this one as well.
  private func nextNeedsPair(_ stem: StemRow.Stem, _ offset: Int, _ slot: Int) -> Bool {
    let next = stem.firstUnit + offset + 1
    return offset + 1 < stem.unitCount && !Self.has(slot, pairs[next])
      && !Self.has(slot, alone[next])
  }

  /// Puts the places of all that may cover a unit into `other`.
  private func gather(
    _ offset: Int, _ unit: Int, _ isBefore: Bool, _ isBehind: Bool, _ isAlone: Bool, _ slot: Int
  ) throws(IndexError) {
    other.count = 0
    if isBefore { other.add(try read(row.units[unit - 1].pair, slot), offset - 1, arena) }
    if isBehind { other.add(try read(row.units[unit].pair, slot), offset, arena) }
    guard isAlone else { return }
    let shape = row.units[unit]
    for place in shape.firstLone..<shape.firstLone + shape.loneCount
    where Self.has(slot, found[row.lone[place]]) {
      other.add(try read(row.lone[place], slot), offset, arena)
    }
  }

  /// The positions of a term that the section has.
  func read(_ number: Int, _ slot: Int) throws(IndexError) -> StemPlaces {
    if positions[number] == nil { try open(number) }
    guard let list = lists[number], let positions = positions[number],
      let ordinals = ordinals[number],
      positions[0].read(Int(ordinals[slot]), of: &list[0].cursor, arena)
    else { throw live.damaged() }
    return StemPlaces(places: positions[0].values, count: positions[0].count)
  }

  /// The first of them.
  func first(_ number: Int, _ slot: Int) throws(IndexError) -> UInt32 {
    if positions[number] == nil { try open(number) }
    guard let list = lists[number], let positions = positions[number],
      let ordinals = ordinals[number],
      let first = positions[0].first(Int(ordinals[slot]), of: &list[0].cursor)
    else { throw live.damaged() }
    return first
  }

  /// Opens the positions of a term that the segment has, and its list if it is not.
  private func open(_ number: Int) throws(IndexError) {
    if lists[number] == nil { lists[number] = try cursors.cursor(row.terms[number]) }
    guard let list = lists[number] else { return }
    let fresh: FlatBuffer<PositionsCursor> = arena.buffer(count: 1)
    fresh[0] = try PositionsCursor(live.segment, list[0].cursor.info, arena: arena)
    positions[number] = fresh
  }
}
