import IndexBytes
import TextAnalysis

/// The commit point: which segments make up a generation, and which of their files are dead.
struct Manifest: Equatable, Sendable {
  /// Number of the generation, from 1.
  var generation = 0
  /// When it was committed, seconds since 1970.
  var committed: Int64 = 0
  var settings = IndexSettings()
  /// Version of the analyzer that made the terms.
  var analyzerVersion: Int = Int(Analyzer.version)
  /// Version of ICU that helped it.
  var icuVersion: String = Analyzer.icuVersion
  /// Folders that file records are relative to, absolute. A root's number never changes.
  var roots: [String] = []
  /// Folders and files given to build, absolute: what a build without paths looks at.
  var sources: [String] = []
  /// Number for the next segment's file name.
  var nextSegment = 1
  var segments: [SegmentEntry] = []

  /// A live segment.
  struct SegmentEntry: Equatable, Sendable {
    /// Number in its file name.
    var number: Int
    var bytes: Int
    var checksum: UInt64
    /// Sections and tokens of the files that are not dead.
    var liveSections: Int
    var liveTokens: Int
    /// Files that were changed or removed since, ascending.
    var deadFiles: [Int] = []
    /// Files whose time of change moved and whose bytes did not: number and new time.
    var touched: [Touched] = []

    var name: String { "segment-\(number).pidx" }
  }

  struct Touched: Equatable, Sendable {
    var file: Int
    var modified: Int64
  }

  /// Live sections of all segments.
  var sections: Int { segments.reduce(0) { $0 + $1.liveSections } }
  /// Sum of their lengths.
  var tokens: Int { segments.reduce(0) { $0 + $1.liveTokens } }
}

/// Names in the index folder.
enum IndexFolder {
  static let manifest = "pidx.manifest"
  static let lock = "pidx.lock"
  static let temporarySuffix = ".tmp"

  /// The number in the name of a segment's file; nil for other names.
  static func segmentNumber(_ name: String) -> Int? {
    guard name.hasPrefix("segment-"), name.hasSuffix(".pidx") else { return nil }
    return Int(name.dropFirst("segment-".count).dropLast(".pidx".count))
  }

  static func isOurs(_ name: String) -> Bool {
    if segmentNumber(name) != nil { return true }
    let isUnfinished = name.hasPrefix("run-") || name == manifest + temporarySuffix
    return isUnfinished && name.hasSuffix(temporarySuffix)
  }
}
