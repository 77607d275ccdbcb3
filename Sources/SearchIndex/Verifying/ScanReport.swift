import IndexBytes

/// What comparing answers with a plain scan has shown.
public struct ScanReport: Sendable {
  /// The seed that chose the sample.
  public var seed: UInt64
  /// Terms whose sections and frequencies were compared.
  public var terms = 0
  /// Phrases whose hits were compared.
  public var phrases = 0
  /// Sections that were scanned.
  public var sections = 0
  /// Answers that differ, a line each.
  public var problems: [IndexError] = []
}

extension Snapshot {
  /// Compares the answers to words and phrases that are drawn from the index itself with a scan of
  /// all stored text.
  ///
  /// O(text), at the pace of a build on one thread.
  ///
  /// - Parameters:
  ///   - sample: How many words, and how many phrases.
  ///   - seed: What chooses them.
  ///   - progress: Takes the number of sections that were scanned, now and then.
  /// - Returns: What was compared, and what differs.
  /// - Throws: `.badRequest` where no text is stored; `.corrupt` where the index is damaged.
  public func compareWithScan(
    sample: Int, seed: UInt64, progress: (Int) -> Void
  ) throws(IndexError) -> ScanReport {
    guard settings.storesText else {
      throw IndexError(
        .badRequest, path: folder, detail: "there is no stored text to scan",
        remedy: "build the index without --no-stored-text")
    }
    var verifier = ScanVerifier(self, seed: seed)
    try verifier.draw(sample)
    try verifier.scan(progress)
    return try verifier.compare()
  }
}
