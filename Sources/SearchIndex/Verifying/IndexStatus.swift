import IndexBytes

/// What an index holds, in numbers.
public struct IndexStatus: Sendable {
  /// Number of the generation.
  public var generation: Int
  /// When it was committed, seconds since 1970.
  public var committed: Int64
  /// Live files that were indexed.
  public var files = 0
  /// Live files that could not be.
  public var skippedFiles = 0
  /// Live sections.
  public var sections: Int
  /// Sections of files that have changed or gone, not merged away yet.
  public var deadSections = 0
  /// Terms, summed over the segments.
  public var terms = 0
  /// Tokens of the live sections.
  public var tokens: Int
  /// Segments.
  public var segments: Int
  /// Bytes on disk by part.
  public var bytes: [(part: String, bytes: Int)] = []
  /// Name of the analyzer.
  public var analyzer: String
  /// Version of the analyzer that made the terms.
  public var analyzerVersion: Int
  /// Version of ICU that helped it.
  public var icuVersion: String
  /// Folders and files that were indexed, absolute.
  public var sources: [String]
}

extension Snapshot {
  /// What the generation holds. O(files).
  public func status() throws(IndexError) -> IndexStatus {
    var status = IndexStatus(
      generation: manifest.generation, committed: manifest.committed, sections: manifest.sections,
      tokens: manifest.tokens, segments: manifest.segments.count,
      analyzer: manifest.settings.analyzer.name, analyzerVersion: manifest.analyzerVersion,
      icuVersion: manifest.icuVersion, sources: manifest.sources)
    for live in segments {
      let dead = Set(live.entry.deadFiles)
      for number in 0..<live.segment.summary.files where !dead.contains(number) {
        if try live.segment.fileRecord(number).skipped.isEmpty {
          status.files += 1
        } else {
          status.skippedFiles += 1
        }
      }
      status.deadSections += live.segment.summary.sections - live.entry.liveSections
      status.terms += live.segment.summary.terms
      for (part, bytes) in live.segment.partSizes {
        if let place = status.bytes.firstIndex(where: { $0.part == part }) {
          status.bytes[place].bytes += bytes
        } else {
          status.bytes.append((part, bytes))
        }
      }
    }
    return status
  }
}
