/// Percentiles and mean of latencies in microseconds.
struct LatencySummary: Equatable {
  /// Half of the queries took no longer.
  let p50: Double
  /// 95 of 100 queries took no longer.
  let p95: Double
  /// 99 of 100 queries took no longer.
  let p99: Double
  /// The arithmetic mean.
  let mean: Double

  /// Summarizes one number a query; zeros if there is none. O(n log n).
  init(_ microseconds: [Double]) {
    let sorted = microseconds.sorted()
    p50 = Self.percentile(50, of: sorted)
    p95 = Self.percentile(95, of: sorted)
    p99 = Self.percentile(99, of: sorted)
    mean = sorted.isEmpty ? 0 : sorted.reduce(0, +) / Double(sorted.count)
  }

  /// The smallest number that `percent` of the sorted numbers do not exceed (nearest rank).
  static func percentile(_ percent: Int, of sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return 0 }
    let rank = (percent * sorted.count + 99) / 100
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  /// The middle number, or the mean of the two in the middle.
  static func median(_ numbers: [Double]) -> Double {
    guard !numbers.isEmpty else { return 0 }
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
