import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Places of stems")
struct StemPlacesTests {
  private let arena = FlatArena()

  /// Ascending positions, some of them several times.
  private func positions(_ random: inout SeededGenerator) -> [UInt32] {
    (0..<random.below(random.once(in: 5) ? 200 : 12)).map { _ in UInt32(random.below(60)) }.sorted()
  }

  private func flat(_ values: [UInt32]) -> StemPlaces {
    let buffer: FlatBuffer<UInt32> = arena.buffer(count: values.count)
    for (index, value) in values.enumerated() { buffer[index] = value }
    return StemPlaces(places: buffer, count: values.count)
  }

  private func array(_ places: StemPlaces) -> [UInt32] {
    (0..<places.count).map { places.places[$0] }
  }

  @Test("places are put together and thinned out as sets are")
  func merging() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      var merged = MergedPlaces(arena)
      var expected: Set<UInt32> = []
      for _ in 0..<random.below(4) {
        let (values, offset) = (positions(&random), UInt32(random.below(3)))
        merged.add(flat(values), Int(offset), arena)
        expected.formUnion(values.filter { $0 >= offset }.map { $0 - offset })
        #expect(array(merged.all) == expected.sorted())
      }
      let (values, offset) = (positions(&random), UInt32(random.below(3)))
      merged.keep(flat(values), Int(offset))
      #expect(array(merged.all) == expected.filter { values.contains($0 + offset) }.sorted())
    }
  }

  @Test("what follows is right behind, or up to the gap further")
  func following() {
    var random = SeededGenerator()
    for _ in 0..<2_000 {
      let (first, second) = (positions(&random), positions(&random))
      let (length, gap) = (1 + random.below(4), random.below(4))
      let expected = first.contains { place in
        second.contains { (0...gap).contains(Int($0) - Int(place) - length) }
      }
      #expect(flat(first).follows(flat(second), length, gap) == expected)
    }
  }
}
