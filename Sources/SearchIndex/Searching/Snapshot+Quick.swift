extension Snapshot {
  /// Sections of an index that is small.
  private static let fewSections = 1 << 14
  /// Bytes of a query that is short: some forty syllables.
  private static let shortQuery = 128
  /// Hits of which a screen is full.
  private static let fewHits = 20

  /// Bytes of a section that is large: some twenty pages, which take a millisecond to mark.
  private static let largeSection = 64 << 10

  /// Whether a section may be so large that showing it takes a millisecond or more, or is damaged so
  /// that nobody knows. O(stored blocks), in an index of few sections.
  public var mayHaveLargeSections: Bool {
    sectionCount > Self.fewSections
      || segments.contains { live in
        guard let largest = try? live.segment.largestStoredBlock() else { return true }
        return largest > Self.largeSection
      }
  }

  /// Whether a search is quick, a fraction of a millisecond without large sections: for some plain words,
  /// none of which stands for others, in few sections, with few hits to show. O(text).
  ///
  /// - Parameters:
  ///   - text: The query as it was typed.
  ///   - options: How it is searched.
  /// - Returns: False where it may take longer.
  public func isQuick(_ text: String, _ options: SearchOptions) -> Bool {
    sectionCount <= Self.fewSections && text.utf8.count <= Self.shortQuery
      && options.limit + options.offset <= Self.fewHits && !options.prefixLast
      && (options.mode == .any || options.mode == .all) && PlainWords.areAll(text)
  }
}
