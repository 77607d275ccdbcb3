import TestSupport
import Testing

@testable import SearchIndex

@Suite("Which segments are merged")
struct MergePolicyTests {
  private struct Simulated {
    var entry: Manifest.SegmentEntry
    var dead = 0
    var share: Double { Double(dead) / Double(max(1, dead + entry.liveTokens)) }
  }

  /// Merges until the policy is content.
  private func settle(_ segments: inout [Simulated], _ next: inout Int) {
    while let chosen = MergePolicy.next(
      segments.map(\.entry),
      dead: { entry in segments.first { $0.entry.number == entry.number }?.share ?? 0 })
    {
      let tokens = segments.filter { chosen.contains($0.entry.number) }
        .reduce(0) { $0 + $1.entry.liveTokens }
      segments.removeAll { chosen.contains($0.entry.number) }
      if tokens > 0 { segments.append(Simulated(entry: entry(next, tokens))) }
      next += 1
    }
  }

  private func entry(_ number: Int, _ tokens: Int) -> Manifest.SegmentEntry {
    .init(number: number, bytes: 0, checksum: 0, liveSections: tokens, liveTokens: tokens)
  }

  @Test("after any commits and deletions segments are few and mostly alive")
  func bounds() {
    var random = SeededGenerator()
    var segments: [Simulated] = []
    var next = 1
    for _ in 0..<2000 {
      let size = 1 << random.below(24)
      segments.append(Simulated(entry: entry(next, 1 + random.below(size))))
      next += 1
      for index in segments.indices where random.once(in: 3) {
        let dying = random.below(1 + segments[index].entry.liveTokens / 8)
        segments[index].entry.liveTokens -= dying
        segments[index].dead += dying
      }
      settle(&segments, &next)
      let total = segments.reduce(0) { $0 + $1.entry.liveTokens }
      let tiers = MergePolicy.tier(entry(0, total)) + 1
      #expect(segments.count <= tiers * (MergePolicy.segmentsPerTier - 1))
      #expect(segments.allSatisfy { $0.share <= MergePolicy.deadShare })
    }
  }

  @Test("runs are merged in few passes, never more at once than allowed, and end as one")
  func groups() {
    for most in [8, 9, 14, 300] {
      for count in 2...1000 {
        var rest = count
        var merged = 0
        while rest > 1 {
          let group = MergePolicy.group(rest, most: most)
          #expect((2...most).contains(group))
          rest -= group - 1
          merged += group
        }
        // Each merge but the first takes as many as it may.
        #expect(merged <= count + (count - 2) / (most - 1))
      }
    }
  }

  @Test("more memory lets more segments be merged at once, and little lets some")
  func inputs() {
    #expect(MergePolicy.inputs(memoryBytes: 1) == 8)
    #expect(MergePolicy.inputs(memoryBytes: 64 << 20) == 11)
    #expect(MergePolicy.inputs(memoryBytes: 512 << 20) > 100)
  }
}
