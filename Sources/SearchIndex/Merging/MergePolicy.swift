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
