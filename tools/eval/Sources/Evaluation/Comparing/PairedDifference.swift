/// How much a set's nDCG@10 changed from one run to another, query by query.
///
/// The interval is that of a paired percentile bootstrap: the mean difference of as many queries
/// drawn with replacement, 10,000 times from one fixed seed, without the lowest and the highest
/// 2.5 %. Efron, Tibshirani: An introduction to the bootstrap (1993), chapter 13.
package struct PairedDifference: Equatable {
  /// How many queries both runs have.
  package let queries: Int
  /// The mean before, over these queries.
  package let before: Double
  /// The mean now, over these queries.
  package let now: Double
  /// Where the mean difference lies with 95 % confidence; none for too few queries.
  package let interval: ClosedRange<Double>?

  /// With fewer queries a bootstrap says nothing.
  package static let fewestQueries = 10
  private static let resamples = 10_000
  private static let seed: UInt64 = 20_240_116

  /// The mean difference.
  package var difference: Double { now - before }
  /// Whether the interval leaves out 0.
  package var isSignificant: Bool { interval.map { !$0.contains(0) } ?? false }

  /// Compares the queries that both have.
  package init(before: SetScores, now: SetScores) {
    let old = Dictionary(
      before.queries.map { ($0.id, $0.metrics.ndcg) }, uniquingKeysWith: { $1 })
    let pairs = now.queries.compactMap { query in
      old[query.id].map { (before: $0, now: query.metrics.ndcg) }
    }
    queries = pairs.count
    let count = Double(max(pairs.count, 1))
    self.before = pairs.reduce(0) { $0 + $1.before } / count
    self.now = pairs.reduce(0) { $0 + $1.now } / count
    interval = Self.interval(pairs.map { $0.now - $0.before })
  }

  private static func interval(_ differences: [Double]) -> ClosedRange<Double>? {
    guard differences.count >= fewestQueries else { return nil }
    var random = SplitMix64(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = 0.0
      for _ in differences.indices { sum += differences[random.below(differences.count)] }
      means.append(sum / Double(differences.count))
    }
    means.sort()
    let cut = resamples / 40
    return means[cut - 1]...means[resamples - cut]
  }
}
