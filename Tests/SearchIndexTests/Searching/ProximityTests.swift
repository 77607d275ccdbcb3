import TestSupport
import Testing

@testable import SearchIndex

@Suite struct ProximityTests {
  /// Every way to place the words in order, tried out.
  private func isNear(_ phrase: [String], _ gap: Int, in words: [String]) -> Bool {
    let starts = phrase.map { word -> [Int] in
      if word.count == 1, word >= "가" {
        let units = OperatorOracle.units(words)
        return units.indices.filter { units[$0].isFirst && String(units[$0].text) == word }
      }
      return OperatorOracle.starts([word], in: words)
    }
    let widths = phrase.map { OperatorOracle.units([$0]).count }
    func fits(_ index: Int, from end: Int, left: Int) -> Bool {
      guard index < phrase.count else { return true }
      return starts[index].contains {
        $0 >= end && $0 - end <= left
          && fits(index + 1, from: $0 + widths[index], left: left - ($0 - end))
      }
    }
    return starts[0].contains { fits(1, from: $0 + widths[0], left: gap) }
  }

  @Test func wordsStandInOrderWithinTheGap() throws {
    var random = OperatorRandom()
    for _ in 0..<3 {
      let library = try OperatorLibrary(&random)
      for _ in Rounds.of(60) {
        let phrase = (0...1 + random.below(2)).map { _ in random.word() }
        let gap = random.below(8)
        try OperatorOracle(library: library).check(
          "\"\(phrase.joined(separator: " "))\"~\(gap)",
          OperatorOracle.options(limit: 1 + random.below(40))
        ) { section in section.holds { isNear(phrase, gap, in: $0) } }
      }
    }
  }
}
