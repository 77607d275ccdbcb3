/// Which segments to merge: keeps their number logarithmic and the dead few.
///
/// Segments are put in tiers by live tokens, each tier eight times the one below; a tier with
/// four segments is merged. A segment of which more than a quarter is dead is written anew.
enum MergePolicy {
  static let segmentsPerTier = 4
  static let tierFactor = 8
  /// Tokens of the lowest tier.
  static let smallest = 50_000
  static let deadShare = 0.25

  /// What a merge needs besides its inputs, and what it needs of each, in bytes: where the kernel
  /// keeps a file in large pieces, a page that is read maps such a piece.
  private static let mergeBase = 36 << 20
  private static let mergeInput = 5 << 19

  /// How many segments may be merged at once with `memoryBytes` of memory.
  static func inputs(memoryBytes: Int) -> Int {
    max(8, (memoryBytes - mergeBase) / mergeInput)
  }

  /// How many of `count` segments to merge next, with at most `most` at once, so that as few as
  /// possible are merged more often than others.
  static func group(_ count: Int, most: Int) -> Int {
    count <= most ? count : min(most, count - most + 1)
  }

  /// Numbers of the segments to merge next, or nil where all is well.
  static func next(
    _ segments: [Manifest.SegmentEntry], dead: (Manifest.SegmentEntry) -> Double
  ) -> Set<Int>? {
    if let dying = segments.first(where: { dead($0) > deadShare }) { return [dying.number] }
    for members in Dictionary(grouping: segments, by: tier).values
    where members.count >= segmentsPerTier { return Set(members.map(\.number)) }
    return nil
  }

  static func tier(_ segment: Manifest.SegmentEntry) -> Int {
    var tier = 0
    var limit = smallest
    while segment.liveTokens > limit {
      tier += 1
      limit *= tierFactor
    }
    return tier
  }
}
