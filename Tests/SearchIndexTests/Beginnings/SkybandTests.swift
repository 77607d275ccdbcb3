import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Sections that can be among the best")
struct SkybandTests {
  /// Those of some sections, with their lengths, that fewer than `Skyband.depth` others come before for
  /// certain.
  static func expected(_ sections: [CountedSection], _ lengths: [UInt32]) -> [CountedSection] {
    sections.filter { section in
      let ahead = sections.count { other in
        let (mine, theirs) = (lengths[Int(section.section)], lengths[Int(other.section)])
        if other.occurrences == section.occurrences, mine == theirs {
          return other.section < section.section
        }
        return other.occurrences >= section.occurrences && theirs <= mine
      }
      return ahead < Skyband.depth
    }
  }

  @Test("those that too few others come before, in order")
  func plain() {
    var random = SeededGenerator()
    let arena = FlatArena()
    var skyband = Skyband(arena)
    for _ in Rounds.of(60) {
      let longest = [1, 4, 60, 5000][random.below(4)]
      // Beyond 256 occurrences sections are kept in another way.
      let most = [1, 3, 20, 300, 100_000][random.below(5)]
      let lengths = (0..<1 + random.below(600)).map { _ in UInt32(1 + random.below(longest)) }
      var sections: [CountedSection] = []
      for section in lengths.indices where !random.once(in: 3) {
        let occurrences = UInt32(1 + random.below(1 + random.below(most)))
        sections.append(CountedSection(section: UInt32(section), occurrences: occurrences))
      }
      for section in sections.shuffled(using: &random) {
        skyband.offer(
          section.section, occurrences: section.occurrences,
          length: lengths[Int(section.section)])
      }
      #expect(skyband.take() == Self.expected(sections, lengths))
    }
    #expect(skyband.take().isEmpty)
    withExtendedLifetime(arena) {}
  }
}
