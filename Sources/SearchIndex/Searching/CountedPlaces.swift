import IndexBytes

/// The places in a section that some patterns have counted, each once.
struct CountedPlaces {
  private let arena: FlatArena
  private var places: FlatBuffer<Int32>
  private var merged: FlatBuffer<Int32>
  private var count = 0

  /// No place yet.
  ///
  /// - Parameter arena: Must outlive this.
  init(_ arena: FlatArena) {
    self.arena = arena
    places = arena.buffer(count: 32)
    merged = arena.buffer(count: 32)
  }

  /// Forgets the places.
  mutating func removeAll() { count = 0 }

  /// Adds places. O(places).
  ///
  /// - Parameters:
  ///   - added: The places, ascending and each once.
  ///   - weights: What each weighs.
  ///   - addedCount: How many there are.
  /// - Returns: The sum of the weights of those that were not there.
  mutating func add(
    _ added: FlatBuffer<Int32>, _ weights: FlatBuffer<UInt32>, _ addedCount: Int
  ) -> Int {
    makeRoom(for: count &+ addedCount)
    var (old, new, kept, sum) = (0, 0, 0, 0)
    while old < count || new < addedCount {
      let known = old < count ? places[old] : .max
      let next = new < addedCount ? added[new] : .max
      if next < known { sum &+= Int(weights[new]) }
      merged[kept] = min(known, next)
      kept &+= 1
      old &+= known <= next ? 1 : 0
      new &+= next <= known ? 1 : 0
    }
    swap(&places, &merged)
    count = kept
    return sum
  }

  private mutating func makeRoom(for needed: Int) {
    if needed <= places.count { return }
    let old = places
    places = arena.buffer(count: 2 * needed)
    merged = arena.buffer(count: 2 * needed)
    for index in 0..<count { places[index] = old[index] }
  }
}
