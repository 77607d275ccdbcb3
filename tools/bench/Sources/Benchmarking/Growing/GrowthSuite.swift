/// Every benchmark on an input and on one four times as large, counting allocations alone.
public struct GrowthSuite {
  /// Sections of the smaller index.
  public static let sections = 4096
  /// Words of the smaller text.
  public static let words = 5000

  private let runner = Runner(seconds: 0)
  private let limits: GrowthLimits

  /// A suite with limits.
  public init(_ limits: GrowthLimits) { self.limits = limits }

  /// Compares the benchmarks that are wanted.
  public func run(_ wanted: (String) -> Bool = { _ in true }) throws -> [Growth] {
    try queries(wanted) + analysis(wanted) + building(wanted)
  }

  private func queries(_ wanted: (String) -> Bool) throws -> [Growth] {
    let results = try [1, 4].map { factor in
      try QuerySuite(SyntheticIndex(sections: Self.sections * factor), runner).run(wanted)
    }
    return compare(results)
  }

  private func analysis(_ wanted: (String) -> Bool) -> [Growth] {
    let results = [1, 4].map { AnalysisSuite(words: Self.words * $0, runner).run(wanted) }
    return compare(results)
  }

  /// The same sections, with longer texts.
  private func building(_ wanted: (String) -> Bool) throws -> [Growth] {
    let results = try [1, 4].map {
      try BuildSuite(sections: 64, words: 200 * $0, runner).run(wanted)
    }
    return compare(results)
  }

  private func compare(_ results: [[Measurement]]) -> [Growth] {
    zip(results[0], results[1]).map { Growth($0, $1, limit: limits[$0.name]) }
  }
}
