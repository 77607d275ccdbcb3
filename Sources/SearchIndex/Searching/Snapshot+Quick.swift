extension Snapshot {
  /// Sections of an index that is small.
  private static let fewSections = 1 << 14
  /// Bytes of a query that is short: some forty syllables.
  private static let shortQuery = 128
  /// Hits of which a screen is full.
  private static let fewHits = 20

  /// Whether a search is quick, a fraction of a millisecond with sections of usual size: for some plain
  /// words, none of which stands for others, in few sections, with few hits to show. O(text).
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
