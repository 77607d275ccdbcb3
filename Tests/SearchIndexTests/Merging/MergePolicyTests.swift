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
}
