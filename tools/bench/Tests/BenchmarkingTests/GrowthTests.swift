import Testing

import Benchmarking

@Suite struct GrowthTests {
  /// An operation that keeps `size / every` arrays and one that doubles.
  private func measurement(_ size: Int, every: Int) -> Measurement {
    Runner(seconds: 0).measure("a", size: size) {
      var doubling: [Int] = []
      var kept: [[Int]] = []
      kept.reserveCapacity(size)
      for number in 0..<size {
        doubling.append(number)
        if number % every == 0 { kept.append([number]) }
      }
      use(doubling)
      use(kept)
    }
  }

  @Test(arguments: [(1, false), (128, false), (1_000_000, true)])
  func anAllocationInALoopIsSeen(every: Int, isWell: Bool) {
    let growth = Growth(
      measurement(10_000, every: every), measurement(40_000, every: every),
      limit: GrowthLimits.usual)
    #expect(growth.isWell == isWell, "\(growth)")
    #expect(growth.difference > 0 && growth.sizes == (10_000, 40_000))
    #expect(growth.complaint.contains("a: \(growth.difference) allocations more"))
    #expect(Growth.table([growth]).contains("| a | 10000 | "))
  }

  @Test func limitsAreReadFromAFile() throws {
    let limits = try GrowthLimits("# why\nquery/all\t100\n\nbuild/runs  7\n", path: "l")
    #expect(limits["query/all"] == 100 && limits["build/runs"] == 7)
    #expect(limits["query/any"] == GrowthLimits.usual)
    let one = Growth(measurement(10, every: 1), measurement(10, every: 1), limit: 0)
    #expect(limits.unknown([one]) == ["build/runs", "query/all"])
  }

  @Test(arguments: [("a", 1), ("a 1\nb x", 2), ("a -1", 1), ("a 1 2", 1), ("a 1\n\na 2", 3)])
  func wrongLimitsNameTheLine(text: String, line: Int) {
    let failure = #expect(throws: BenchFailure.self) { try GrowthLimits(text, path: "l") }
    #expect(failure?.description.hasPrefix("l:\(line): ") == true)
  }

  @Test func everyBenchmarkIsCompared() throws {
    let growths = try GrowthSuite(GrowthLimits()).run {
      $0 == "query/any" || $0 == "analysis/mixed"
    }
    #expect(growths.map(\.name) == ["query/any", "analysis/mixed"])
    #expect(
      growths.allSatisfy { $0.allocations.small >= 0 && $0.sizes.large == $0.sizes.small * 4 })
  }
}
