import IndexBytes

/// What a verification has looked at and found.
public struct VerifyReport: Sendable {
  /// Files of the index that were checked.
  public var files = 0
  /// Their bytes.
  public var bytes = 0
  /// Invariants that were checked.
  public var checks = 0
  /// What does not hold; empty for a sound index.
  public var problems: [IndexError] = []
}

extension Snapshot {
  /// Checks every checksum and every invariant of the generation. O(index).
  ///
  /// - Parameter progress: Takes the name of each file before it is checked.
  /// - Returns: Counts and problems; at most one problem a segment, the first.
  public func verify(_ progress: (String) -> Void) -> VerifyReport {
    var report = VerifyReport()
    report.files = 1
    for live in segments {
      progress(live.segment.file.path)
      report.files += 1
      report.bytes += live.segment.file.view.count
      let verifier = SegmentVerifier(live.segment)
      do {
        try verifier.verify(live.entry)
      } catch {
        report.problems.append(error)
      }
      report.checks += verifier.checks
    }
    return report
  }
}

extension LiveSegment {
  /// Checks that the manifest's counts are those of the sections that live.
  func verifyCounts() throws(IndexError) {
    var sections = 0
    var tokens = 0
    for (section, length) in try segment.allLengths().enumerated()
    where isLive(UInt32(section)) {
      sections += 1
      tokens += Int(length)
    }
    guard sections == entry.liveSections, tokens == entry.liveTokens else {
      throw segment.file.corrupt(
        at: nil,
        expected: "\(entry.liveSections) live sections of \(entry.liveTokens) tokens",
        found: "\(sections) of \(tokens)")
    }
  }
}
