import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct CountedPlacesTests {
  @Test func eachPlaceCountsOnce() {
    var random = SeededGenerator()
    let arena = FlatArena()
    var places = CountedPlaces(arena)
    for _ in 0..<200 {
      places.removeAll()
      var known: Set<Int> = []
      for _ in 0...random.below(5) {
        let range = 1 + random.below(300)
        let added = (0..<random.below(80)).map { _ in random.below(range) - 20 }
        let sorted = Set(added).sorted()
        let weights = sorted.map { _ in 1 + random.below(4) }
        let sum = zip(sorted, weights).reduce(0) { $0 + (known.contains($1.0) ? 0 : $1.1) }
        known.formUnion(sorted)
        let values: FlatBuffer<Int32> = arena.buffer(count: sorted.count + 1)
        let counts: FlatBuffer<UInt32> = arena.buffer(count: sorted.count + 1)
        for (index, place) in sorted.enumerated() {
          values[index] = Int32(place)
          counts[index] = UInt32(weights[index])
        }
        #expect(places.add(values, counts, sorted.count) == sum)
      }
    }
  }
}
