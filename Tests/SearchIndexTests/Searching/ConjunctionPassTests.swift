import TestSupport
import Testing

@testable import SearchIndex

@Suite("Shares of the sections that meet clauses")
struct ConjunctionPassTests {
  /// Whether a section that holds `terms` and no other is in the pass.
  private func has(_ terms: TermSet, _ pass: ConjunctionPass) -> Bool {
    pass.present.isSubset(of: terms) && pass.absent.isDisjoint(with: terms)
      && pass.open.allSatisfy { !$0.isDisjoint(with: terms) }
  }

  @Test("what meets the clauses is in one pass, what does not is in none")
  func partition() {
    var random = SeededGenerator()
    for _ in Rounds.of(300) {
      let count = 1 + random.below(8)
      let clauses = (0...random.below(5)).map { _ in
        TermSet(rawValue: UInt64(1 + random.below(1 << count - 1)))
      }
      let passes = ConjunctionPass.passes(
        clauses, sections: (0..<count).map { _ in 1 + random.below(100) },
        weights: (0..<count).map { _ in Float(random.below(3)) - 1 })
      for raw in 0..<UInt64(1 << count) {
        let terms = TermSet(rawValue: raw)
        let isMatch = clauses.allSatisfy { !$0.isDisjoint(with: terms) }
        #expect(passes.count { has(terms, $0) } == (isMatch ? 1 : 0), "\(clauses) \(raw)")
      }
      #expect(passes.allSatisfy { !$0.present.isEmpty })
    }
  }

  @Test("a clause of one term, where it is the rarest, leads alone; else its terms lead in turn")
  func leads() {
    let clauses: [TermSet] = [TermSet(0), [TermSet(1), TermSet(2)]]
    let alone = ConjunctionPass.passes(clauses, sections: [5, 4, 2], weights: [1, 1, 2])
    #expect(alone.map(\.present) == [TermSet(0)])
    #expect(alone.map(\.open) == [[clauses[1]]])
    let both = ConjunctionPass.passes(clauses, sections: [7, 4, 2], weights: [1, 1, 2])
    #expect(both.map(\.present) == [[TermSet(0), TermSet(2)], [TermSet(0), TermSet(1)]])
    #expect(both.map(\.absent) == [[], TermSet(2)])
  }

  @Test("sections that come in two rounds are ranked as if they came in one")
  func rounds() {
    var random = SeededGenerator()
    for _ in Rounds.of(200) {
      let all = (0..<UInt32(1 + random.below(60))).map {
        ScoredSection(section: $0, score: Float(random.below(6)))
      }
      let first = Set(all.indices.filter { _ in random.once(in: 2) })
      let capacity = random.below(12)
      let floor = Float(random.below(4)) - 1.5
      var top = TopK(capacity, floor: floor)
      for place in all.indices where first.contains(place) {
        top.offer(all[place].section, all[place].score)
      }
      top.beginAgain(quantum: 1)
      for place in all.indices where !first.contains(place) {
        // What would be kept is above the threshold.
        var longer = top
        longer.offer(all[place].section, all[place].score)
        #expect(longer.sorted() == top.sorted() || all[place].score > top.threshold)
        top = longer
      }
      let expected = all.filter { $0.score > floor }.sorted { $1.isWorse(than: $0) }
      #expect(top.sorted() == Array(expected.prefix(capacity)))
    }
  }
}
