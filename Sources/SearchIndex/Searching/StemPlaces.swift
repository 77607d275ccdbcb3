import IndexBytes

/// Places in a section in ascending order: positions of a term, perhaps some of them more than once.
struct StemPlaces: BitwiseCopyable {
  let places: FlatBuffer<UInt32>
  let count: Int

  /// Whether one of the second places is right behind something of `length` positions at one of these,
  /// or up to `gap` positions further. O(places of both).
  func follows(_ second: StemPlaces, _ length: Int, _ gap: Int) -> Bool {
    var next = 0
    for index in 0..<count {
      let end = Int(places[index]) &+ length
      while next < second.count, Int(second.places[next]) < end { next &+= 1 }
      if next == second.count { return false }
      if Int(second.places[next]) <= end &+ gap { return true }
    }
    return false
  }
}

/// Places in a section that are put together of those of several terms, each once.
struct MergedPlaces: BitwiseCopyable {
  private var places: FlatBuffer<UInt32>
  private var merged: FlatBuffer<UInt32>
  var count = 0

  /// No place yet.
  ///
  /// - Parameter arena: Must outlive this.
  init(_ arena: FlatArena) {
    places = arena.buffer(count: 32)
    merged = arena.buffer(count: 32)
  }

  /// The places, until more are added.
  var all: StemPlaces { StemPlaces(places: places, count: count) }

  /// Adds the places of a term less its offset, which no place is before. O(places of both).
  mutating func add(_ term: StemPlaces, _ offset: Int, _ arena: FlatArena) {
    makeRoom(for: count &+ term.count, arena)
    let offset = UInt32(truncatingIfNeeded: offset)
    var (old, kept) = (0, 0)
    for index in 0..<term.count where term.places[index] >= offset {
      let next = term.places[index] &- offset
      while old < count, places[old] < next {
        merged[kept] = places[old]
        old &+= 1
        kept &+= 1
      }
      if old < count, places[old] == next { old &+= 1 }
      merged[kept] = next
      // One that comes again is written over.
      kept &+= kept > 0 && merged[kept &- 1] == next ? 0 : 1
    }
    while old < count {
      merged[kept] = places[old]
      old &+= 1
      kept &+= 1
    }
    swap(&places, &merged)
    count = kept
  }

  private mutating func makeRoom(for needed: Int, _ arena: FlatArena) {
    if needed <= places.count { return }
    let old = places
    places = arena.buffer(count: 2 * needed)
    merged = arena.buffer(count: 2 * needed)
    for index in 0..<count { places[index] = old[index] }
  }

  /// Keeps the places behind which a term stands, by `offset`. O(places of both).
  mutating func keep(_ term: StemPlaces, _ offset: Int) {
    let offset = UInt32(truncatingIfNeeded: offset)
    var (kept, other) = (0, 0)
    for index in 0..<count {
      let wanted = places[index] &+ offset
      while other < term.count, term.places[other] < wanted { other &+= 1 }
      if other == term.count { break }
      places[kept] = places[index]
      kept &+= term.places[other] == wanted ? 1 : 0
    }
    count = kept
  }
}
