import IndexBytes
import TextAnalysis

/// One generation of an index, opened for reading: immutable, and valid as long as it is held,
/// whatever a writer does meanwhile.
public final class Snapshot: Sendable {
  /// The index folder.
  public let folder: String
  let manifest: Manifest
  let segments: [LiveSegment]
  /// Stored blocks that were unpacked lately, for all searchers.
  let blocks = BlockCache()

  init(folder: String, manifest: Manifest, segments: [LiveSegment]) {
    self.folder = folder
    self.manifest = manifest
    self.segments = segments
  }

  /// Opens the current generation of the index in `folder`.
  ///
  /// - Throws: `IndexError` `.noIndex` where there is none; `.corrupt`, `.wrongVersion` or
  ///   `.system` naming the file.
  public static func open(_ folder: String) throws(IndexError) -> Snapshot {
    try open(folder, PosixFileSystem())
  }

  /// Opens through a file system of the caller's.
  public static func open(
    _ folder: String, _ fileSystem: any FileSystem
  ) throws(IndexError) -> Snapshot {
    var attempts = 0
    while true {
      let manifest = try ManifestFile.read(folder, fileSystem)
      do {
        return try open(folder, manifest, fileSystem)
      } catch {
        // A writer may have committed and removed the old segments in between: look again.
        attempts += 1
        let current = try ManifestFile.read(folder, fileSystem)
        if !error.isMissingFile || current.generation == manifest.generation || attempts > 20 {
          throw Segment.missing(error)
        }
      }
    }
  }

  /// What the index in `folder` was built from, absolute, from its manifest alone: what a rebuild
  /// needs to know of an index whose segments are damaged.
  ///
  /// - Parameters:
  ///   - folder: The index folder.
  ///   - fileSystem: Where it is.
  /// - Returns: Folders and files in the order they were first given.
  /// - Throws: `IndexError` `.noIndex` where there is no index; `.corrupt` for a damaged manifest.
  public static func sources(
    of folder: String, _ fileSystem: any FileSystem = PosixFileSystem()
  ) throws(IndexError) -> [String] {
    try ManifestFile.read(folder, fileSystem).sources
  }

  private static func open(
    _ folder: String, _ manifest: Manifest, _ fileSystem: any FileSystem
  ) throws(IndexError) -> Snapshot {
    var segments: [LiveSegment] = []
    for entry in manifest.segments {
      let segment = try Segment.open(entry, in: folder, fileSystem)
      segments.append(try LiveSegment(segment, entry))
    }
    return Snapshot(folder: folder, manifest: manifest, segments: segments)
  }

  /// The file of the index folder whose replacement is the commit of a new generation.
  public static func commitFile(of folder: String) -> String {
    folder + "/" + IndexFolder.manifest
  }

  /// Number of the generation.
  public var generation: Int { manifest.generation }
  /// What was decided when the index was made.
  public var settings: IndexSettings { manifest.settings }
  /// Folders and files that were indexed, absolute.
  public var sources: [String] { manifest.sources }
  /// Live sections.
  public var sectionCount: Int { manifest.sections }

  /// Whether no file of the segments is dead.
  var isAllLive: Bool { segments.allSatisfy { $0.dead.isEmpty } }

  /// Mean length of a live section in tokens.
  var averageLength: Double {
    manifest.sections == 0 ? 1 : Double(manifest.tokens) / Double(manifest.sections)
  }

  /// What makes answers doubtful, a line each: terms made by another analyzer or ICU.
  public var warnings: [String] {
    var result: [String] = []
    if manifest.analyzerVersion != Int(Analyzer.version) {
      result.append(
        "the index was made by analyzer version \(manifest.analyzerVersion), this is "
          + "\(Analyzer.version): run `pidx build --rebuild`")
    }
    if manifest.settings.analyzer == .standard, manifest.icuVersion != Analyzer.icuVersion {
      result.append(
        "the index was made with ICU \(manifest.icuVersion), this is \(Analyzer.icuVersion): "
          + "words of some scripts may be cut differently; run `pidx build --rebuild`")
    }
    return result
  }
}
