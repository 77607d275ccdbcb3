import Testing

import Benchmarking

@Suite struct AllocationTests {
  @Test func requestsOfSwiftAreCounted() {
    #expect(Allocations.areCounted)
    var kept: [[UInt8]] = []
    kept.reserveCapacity(100)
    let found = Allocations.of {
      for size in 1...100 { kept.append([UInt8](repeating: 7, count: size * 100)) }
    }
    #expect(found.count == 100 && found.bytes >= 505_000 && found.bytes < 600_000, "\(found)")
    #expect(kept.count == 100)
  }

  @Test func whatAllocatesNothingCountsNothing() {
    var sum = 0
    let found = Allocations.of { for number in 0..<1000 { sum &+= number } }
    #expect(found.count == 0 && found.bytes == 0 && sum == 499_500)
  }

  @Test func otherThreadsDoNotCount() async {
    let task = Task.detached { (0..<1000).map { [UInt8](repeating: 1, count: $0 + 1) }.count }
    let found = Allocations.of { for _ in 0..<100_000 { use(1) } }
    #expect(found.count == 0)
    #expect(await task.value == 1000)
  }

  @Test func theLeastOfAFewRunsIsReported() {
    var first = true
    var kept: [Int] = []
    let result = Runner(seconds: 0).measure("a", size: 1) {
      if first { kept = Array(0..<100) }
      first = false
    }
    #expect(result.allocations == 0 && result.nanoseconds == 0 && kept.count == 100)
  }

  @Test func timeIsMeasuredInRounds() {
    var runs = 0
    let result = Runner(seconds: 0.001).measure("a", size: 1, textBytes: 1000) { runs += 1 }
    #expect(runs > 1000 && result.nanoseconds > 0 && (result.megabytesPerSecond ?? 0) > 0)
    #expect(Measurement.median([]) == 0 && Measurement.median([3, 1, 2]) == 2)
    #expect(Measurement.median([4, 1]) == 2.5)
  }
}
