import IndexBytes

/// The stems of a query in some sections of one segment: first which sections have the words of which
/// stem, found term by term for all sections at once, then where they stand in one section.
final class StemBatch {
  /// Sections at a time: each has a bit.
  static let mostSections = UInt64.bitWidth

  /// Whether the segment has a term.
  private enum Existence: UInt8, BitwiseCopyable { case unknown, exists, missing }

  let row: FlatStems
  let live: LiveSegment
  let cursors: TermCursors
  let arena: FlatArena
  private let existence: FlatBuffer<Existence>
  /// The cursor of each term, where it is open.
  let lists: FlatBuffer<FlatBuffer<TermCursor>?>
  /// The sections each was looked up in, those that have it, and their numbers in its list.
  private let asked: FlatBuffer<UInt64>
  let found: FlatBuffer<UInt64>
  let ordinals: FlatBuffer<FlatBuffer<UInt32>?>
  /// One element, made when positions are asked for.
  let positions: FlatBuffer<FlatBuffer<PositionsCursor>?>
  /// The sections, ascending, and `noMoreSections`.
  let sections: FlatBuffer<UInt32>
  /// The sections that have a unit's pair with the unit behind, and those in which it may stand alone.
  let pairs: FlatBuffer<UInt64>
  let alone: FlatBuffer<UInt64>
  /// A bit for each of them.
  private let all: UInt64
  /// The sections that may hold a stem, as far as their words tell; and those that do so in any case.
  let possible: FlatBuffer<UInt64>
  let certain: FlatBuffer<UInt64>
  /// The sections in which a stem's one term, or the pair that it is, tells all its places.
  let plain: FlatBuffer<UInt64>
  /// Looks up the terms that have no cursor yet.
  private var probe: FlatBuffer<PostingsCursor>?
  /// Where stems of even and of odd numbers begin, and room to find out.
  var even: MergedPlaces
  var odd: MergedPlaces
  var places: MergedPlaces
  var other: MergedPlaces

  /// Looks the stems' words up in `sections`.
  ///
  /// - Parameters:
  ///   - row: The stems.
  ///   - live: The segment.
  ///   - cursors: Of its terms, anywhere in their lists.
  ///   - sections: At least one and at most `mostSections` in ascending order, and `noMoreSections`.
  /// - Throws: `.corrupt` where a list is damaged.
  init(
    _ row: FlatStems, _ live: LiveSegment, _ cursors: TermCursors, _ sections: FlatBuffer<UInt32>
  ) throws(IndexError) {
    let arena = cursors.arena
    self.arena = arena
    self.row = row
    self.live = live
    self.cursors = cursors
    self.sections = sections
    let termCount = row.terms.count
    existence = arena.buffer(of: .unknown, count: termCount)
    lists = arena.buffer(of: nil, count: termCount)
    asked = arena.buffer(of: 0, count: termCount)
    found = arena.buffer(of: 0, count: termCount)
    ordinals = arena.buffer(of: nil, count: termCount)
    positions = arena.buffer(of: nil, count: termCount)
    pairs = arena.buffer(of: 0, count: row.units.count)
    alone = arena.buffer(of: 0, count: row.units.count)
    all = .max &>> UInt64(Self.mostSections + 1 - sections.count)
    possible = arena.buffer(of: 0, count: row.stems.count)
    certain = arena.buffer(of: 0, count: row.stems.count)
    plain = arena.buffer(of: 0, count: row.stems.count)
    even = MergedPlaces(arena)
    odd = MergedPlaces(arena)
    places = MergedPlaces(arena)
    other = MergedPlaces(arena)
    for stem in 0..<row.stems.count { try lookUp(stem) }
  }

  // MARK: Words

  private func lookUp(_ stem: Int) throws(IndexError) {
    let shape = row.stems[stem]
    var found = try holders(shape)
    dropAlone(shape, &found)
    possible[stem] = found
    (certain[stem], plain[stem]) = sure(shape, found)
  }

  /// The sections that hold each unit of a stem somehow; those that lack one are not asked for the
  /// units behind it.
  private func holders(_ stem: StemRow.Stem) throws(IndexError) -> UInt64 {
    var left = all
    var pairBefore: UInt64 = 0
    // A syllable stands alone only where those that it forms pairs with are covered by other terms.
    var besides = all
    for unit in stem.firstUnit..<stem.firstUnit + stem.unitCount {
      let shape = row.units[unit]
      let pair = shape.pair == StemRow.noTerm ? 0 : try find(shape.pair, left)
      var lone: UInt64 = 0
      for place in shape.firstLone..<shape.firstLone + shape.loneCount {
        let wanted = left & besides
        if wanted != 0 { lone |= try find(row.lone[place], wanted) }
      }
      pairs[unit] = pair
      alone[unit] = lone
      left &= pairBefore | pair | lone
      if left == 0 { return 0 }
      besides = shape.pair == StemRow.noTerm ? all : pairBefore | lone
      pairBefore = pair
    }
    return left
  }

  /// Leaves out syllables alone whose neighbours behind are covered by nothing else than the pair, and
  /// the sections that then lack a unit.
  private func dropAlone(_ stem: StemRow.Stem, _ left: inout UInt64) {
    var unit = stem.firstUnit + stem.unitCount - 2
    while unit >= stem.firstUnit, left != 0 {
      if row.units[unit].pair != StemRow.noTerm { alone[unit] &= alone[unit + 1] | pairs[unit + 1] }
      let before = unit > stem.firstUnit ? pairs[unit - 1] : 0
      left &= before | pairs[unit] | alone[unit]
      unit -= 1
    }
  }

  /// The sections that hold a stem for sure, of those that have its words: it is one word, or a pair;
  /// and those of them in which nothing else than its term covers it.
  private func sure(_ stem: StemRow.Stem, _ found: UInt64) -> (certain: UInt64, plain: UInt64) {
    let first = stem.firstUnit
    switch stem.unitCount {
    case 1: return (found, row.units[first].loneCount == 1 ? found : 0)
    case 2: return (found & pairs[first], found & ~alone[first])
    default: return (0, 0)
    }
  }

  /// The sections that have a term, of those that are `wanted`.
  private func find(_ number: Int, _ wanted: UInt64) throws(IndexError) -> UInt64 {
    if existence[number] == .missing { return 0 }
    let missing = wanted & ~asked[number]
    if missing == 0 { return found[number] & wanted }
    if existence[number] == .unknown { lists[number] = cursors.scoring(row.scoring[number]) }
    existence[number] = .exists
    let places = ordinals[number] ?? arena.buffer(count: sections.count)
    ordinals[number] = places
    asked[number] |= missing
    if let list = lists[number] {
      found[number] |= list[0].cursor.members(sections, asked: missing, ordinals: places)
      if list[0].cursor.isDamaged { throw live.damaged() }
    } else if let info = try cursors.info(number, of: row) {
      let probe = try probe(info)
      found[number] |= probe[0].members(sections, asked: missing, ordinals: places)
      if probe[0].isDamaged { throw live.damaged() }
    } else {
      existence[number] = .missing
    }
    return found[number] & wanted
  }

  /// A cursor before a list, good until the next is asked for.
  private func probe(_ info: TermInfo) throws(IndexError) -> FlatBuffer<PostingsCursor> {
    if let probe {
      try probe[0].reopen(live.segment, info)
      return probe
    }
    let fresh: FlatBuffer<PostingsCursor> = arena.buffer(count: 1)
    fresh[0] = try PostingsCursor(live.segment, info, arena: arena, reopens: true)
    probe = fresh
    return fresh
  }

  @inline(__always)
  static func has(_ slot: Int, _ bits: UInt64) -> Bool { bits &>> UInt64(slot) & 1 == 1 }
}
