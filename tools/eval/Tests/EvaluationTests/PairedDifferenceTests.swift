import Evaluation
import Testing

@Suite struct PairedDifferenceTests {
  @Test func aSteadyGainIsSignificant() throws {
    let before = SetScores(ndcg: (0..<50).map { Double($0 % 5) / 10 })
    let gains: [Double] = (0..<50).map { $0 % 2 == 0 ? 0.2 : 0.1 }
    let now = SetScores(ndcg: gains.enumerated().map { Double($0 % 5) / 10 + $1 })
    let change = PairedDifference(before: before, now: now)
    #expect(change.queries == 50)
    #expect(abs(change.difference - 0.15) < 1e-12)
    #expect(change.isSignificant)
    // 1.96 standard errors of ±0.05 over 50 queries are 0.0139.
    let interval = try #require(change.interval)
    #expect(abs(interval.lowerBound - 0.136) < 0.002)
    #expect(abs(interval.upperBound - 0.164) < 0.002)
  }

  @Test func gainsAndLossesAreNot() {
    let before = SetScores(ndcg: (0..<40).map { _ in 0.5 })
    let now = SetScores(ndcg: (0..<40).map { $0 % 2 == 0 ? 0.9 : 0.1 })
    #expect(!PairedDifference(before: before, now: now).isSignificant)
    #expect(!PairedDifference(before: before, now: before).isSignificant)
  }

  @Test func itIsTheSameEveryTime() {
    let before = SetScores(ndcg: (0..<12).map { Double($0) / 12 })
    let now = SetScores(ndcg: (0..<12).map { Double($0 * 5 % 12) / 12 })
    #expect(
      PairedDifference(before: before, now: now) == PairedDifference(before: before, now: now))
  }

  @Test func fewQueriesHaveNoInterval() {
    let change = PairedDifference(
      before: SetScores(ndcg: [0, 0, 0]), now: SetScores(ndcg: [1, 1, 1]))
    #expect(change.difference == 1)
    #expect(change.interval == nil)
    #expect(!change.isSignificant)
  }

  @Test func onlySharedQueriesAreCompared() {
    let change = PairedDifference(
      before: SetScores(ndcg: [0.5]), now: SetScores(ndcg: [0.75, 1, 1]))
    #expect(change.queries == 1)
    #expect(change.before == 0.5)
    #expect(change.now == 0.75)
  }
}
