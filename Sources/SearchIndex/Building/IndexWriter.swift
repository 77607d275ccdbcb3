import IndexBytes
import TextAnalysis

/// The one writer of an index: holds the lock, knows what is indexed, and commits generations.
///
/// Everything up to the rename of the manifest happens in new files; a crash at any instant
/// leaves the old generation in force.
public final class IndexWriter {
  /// The index folder.
  public let folder: String
  let fileSystem: any FileSystem
  private let lock: WriterLock
  private var manifest: Manifest
  private var segments: [Int: Segment] = [:]
  private var temporaries = 0
  /// Whether there is a source that the generation in force does not know.
  public private(set) var hasNewSources = false

  /// What a repairing writer found damaged and leaves out; the files in it are not known.
  public private(set) var damage: [IndexError] = []

  /// Memory that merging the segments of one build may take, in bytes, about.
  public var memoryBytes = 512 << 20

  /// Which beginnings of terms a merged segment knows the best sections of.
  lazy var beginningRules = BeginningRules(settings.analyzer)

  /// A file of the index, and where it is.
  public struct KnownFile: Sendable {
    /// Number of its segment.
    public let segment: Int
    /// Number in its segment.
    public let file: Int
    /// The file as it was indexed.
    public let record: FileRecord
  }

  /// What to change in a commit.
  public struct Changes: Sendable {
    /// Finished segments of new and changed files.
    public var added: [SegmentFileInfo] = []
    /// Files that were changed or removed.
    public var dead: [KnownFile] = []
    /// Files whose time moved and whose bytes did not.
    public var touched: [(file: KnownFile, modified: Int64)] = []

    /// No change.
    public init() {}

    /// Whether nothing is to be committed.
    public var isEmpty: Bool { added.isEmpty && dead.isEmpty && touched.isEmpty }
  }

  /// Opens the index in `folder` for writing, or begins a new one.
  ///
  /// - Parameters:
  ///   - folder: Where the index is or will be; made where missing.
  ///   - settings: For a new index; nil takes those of the index there.
  ///   - rebuild: Whether to begin afresh; the old generation serves until the commit.
  ///   - repairs: Whether segments are checked whole, and damaged ones left out.
  ///   - fileSystem: Where files are made.
  /// - Throws: `.locked` where another process writes; `.badRequest` where `settings` differ from those of
  ///   the index.
  public init(
    folder: String, settings: IndexSettings?, rebuild: Bool, repairs: Bool = false,
    fileSystem: any FileSystem = PosixFileSystem()
  ) throws(IndexError) {
    try fileSystem.createFolder(folder)
    self.folder = folder
    self.fileSystem = fileSystem
    lock = try fileSystem.lock(folder + "/" + IndexFolder.lock)
    // A writer that was killed may have renamed its manifest and not synced that: what we build
    // upon, and let old segments go for, has to be durable.
    try fileSystem.synchronizeFolder(folder)
    manifest = try Self.startingPoint(folder, settings, rebuild, fileSystem)
    for entry in manifest.segments {
      do throws(IndexError) {
        let segment = try Segment.open(entry, in: folder, fileSystem)
        if repairs { try SegmentVerifier(segment).verify(entry) }
        segments[entry.number] = segment
      } catch {
        let error = Segment.missing(error)
        guard repairs, error.isDamage else { throw error }
        damage.append(error)
      }
    }
    manifest.segments.removeAll { segments[$0.number] == nil }
    try removeStrays()
  }

  private static func startingPoint(
    _ folder: String, _ settings: IndexSettings?, _ rebuild: Bool, _ fileSystem: any FileSystem
  ) throws(IndexError) -> Manifest {
    do throws(IndexError) {
      let old = try ManifestFile.read(folder, fileSystem)
      if rebuild { return try fresh(settings, after: old, folder, fileSystem) }
      if let settings, settings != old.settings {
        throw IndexError(
          .badRequest, path: folder,
          detail: "the index was made with other settings (\(old.settings))",
          remedy: "add --rebuild to make it anew with these")
      }
      return old
    } catch {
      // A damaged manifest is no obstacle to making the index anew.
      let isUnreadable = error.code == .corrupt || error.code == .wrongVersion
      guard error.code == .noIndex || rebuild && isUnreadable else { throw error }
      return try fresh(settings, after: nil, folder, fileSystem)
    }
  }

  private static func fresh(
    _ settings: IndexSettings?, after old: Manifest?, _ folder: String,
    _ fileSystem: any FileSystem
  ) throws(IndexError) -> Manifest {
    var manifest = Manifest()
    manifest.settings = settings ?? old?.settings ?? IndexSettings()
    manifest.generation = old?.generation ?? 0
    // A manifest that cannot be read may name any segment that is there.
    let numbers = try fileSystem.list(folder).compactMap(IndexFolder.segmentNumber)
    manifest.nextSegment = max(old?.nextSegment ?? 1, (numbers.max() ?? 0) + 1)
    return manifest
  }

  /// What the index was made with.
  public var settings: IndexSettings { manifest.settings }
  /// The current generation; 0 before the first commit.
  public var generation: Int { manifest.generation }
  /// Roots that the index knows, absolute.
  public var roots: [String] { manifest.roots }
  /// Live sections.
  public var sectionCount: Int { manifest.sections }
  /// Whether the terms were made by another version of the analyzer or, for text that it cuts, ICU.
  public var needsRebuild: Bool {
    manifest.analyzerVersion != Int(Analyzer.version) && !manifest.segments.isEmpty
  }

  /// The number of a root, known or new.
  public func number(ofRoot root: String) -> Int {
    let known = manifest.roots.firstIndex { CorpusOrder.areSame($0, root) }
    if let known { return known }
    manifest.roots.append(root)
    return manifest.roots.count - 1
  }

  /// Remembers a folder or file given to build. One inside a known source adds nothing; one around
  /// known sources takes their place.
  public func addSource(_ path: String) {
    let isInside = { (inner: String, outer: String) in
      CorpusOrder.areSame(inner, outer)
        || inner.utf8.starts(with: CorpusOrder.join(outer, "").utf8)
    }
    if manifest.sources.contains(where: { isInside(path, $0) }) { return }
    manifest.sources.removeAll { isInside($0, path) }
    manifest.sources.append(path)
    hasNewSources = true
  }

  /// Calls `visit` with every live file. O(files).
  public func knownFiles(_ visit: (KnownFile) -> Void) throws(IndexError) {
    for entry in manifest.segments {
      guard let segment = segments[entry.number] else { continue }
      try LiveSegment(segment, entry).knownFiles(rootCount: manifest.roots.count, visit)
    }
  }

  /// A name for the next unfinished segment.
  public func temporaryPath() -> String {
    temporaries += 1
    return "\(folder)/run-\(manifest.nextSegment)-\(temporaries)\(IndexFolder.temporarySuffix)"
  }

  /// Removes what was begun and not committed, after a failure; the disk may be full of it.
  public func discardUnfinished() {
    // The failure that led here is the one to report; the next writer cleans up what stays.
    try? removeStrays()
  }

  // MARK: Commit

  /// Makes `changes` the next generation.
  ///
  /// - Returns: The new generation's number.
  public func commit(_ changes: Changes) throws(IndexError) -> Int {
    var next = manifest
    next.generation += 1
    next.committed = fileSystem.time()
    next.analyzerVersion = Int(Analyzer.version)
    next.icuVersion = Analyzer.icuVersion
    try bury(changes.dead, in: &next)
    for (file, modified) in changes.touched { touch(file, modified, in: &next) }
    try adopt(changes.added, into: &next)
    try merge(&next)
    try fileSystem.synchronizeFolder(folder)
    try ManifestFile.write(next, to: folder, fileSystem)
    manifest = next
    hasNewSources = false
    // The generation is in force, whatever becomes of the old files: the next writer tries again.
    try? removeStrays()
    return next.generation
  }

  private func bury(_ files: [KnownFile], in next: inout Manifest) throws(IndexError) {
    for file in files {
      guard let place = next.segments.firstIndex(where: { $0.number == file.segment }),
        let segment = segments[file.segment]
      else { continue }
      let sections = file.record.firstSection..<file.record.firstSection + file.record.sections
      next.segments[place].deadFiles.append(file.file)
      next.segments[place].touched.removeAll { $0.file == file.file }
      next.segments[place].liveSections -= sections.count
      for section in sections {
        next.segments[place].liveTokens -= try segment.length(section)
      }
    }
    for place in next.segments.indices { next.segments[place].deadFiles.sort() }
  }

  private func touch(_ file: KnownFile, _ modified: Int64, in next: inout Manifest) {
    guard let place = next.segments.firstIndex(where: { $0.number == file.segment }) else { return }
    next.segments[place].touched.removeAll { $0.file == file.file }
    next.segments[place].touched.append(.init(file: file.file, modified: modified))
  }

  /// Gives finished segments their names. Several of one build become one.
  private func adopt(
    _ added: [SegmentFileInfo], into next: inout Manifest
  ) throws(IndexError) {
    let info = try mergeRuns(added, roots: next.roots)
    if let info, info.summary.files > 0 { try publish(info, in: &next) }
  }

  func merge(_ inputs: [MergeInput], isRun: Bool = false) throws(IndexError) -> SegmentFileInfo {
    var merger = try SegmentMerger(
      fileSystem, path: temporaryPath(), inputs: inputs, beginningRules, isRun: isRun)
    return try merger.merge()
  }

  private func publish(
    _ info: SegmentFileInfo, in next: inout Manifest
  ) throws(IndexError) {
    let entry = Manifest.SegmentEntry(
      number: next.nextSegment, bytes: info.bytes, checksum: info.checksum,
      liveSections: info.summary.sections, liveTokens: info.summary.tokens)
    let path = folder + "/" + entry.name
    try fileSystem.rename(info.path, to: path)
    segments[entry.number] = try Segment(fileSystem, path: path)
    next.segments.append(entry)
    next.nextSegment += 1
  }

  /// Merges what the policy names, until it names nothing.
  private func merge(_ next: inout Manifest) throws(IndexError) {
    next.segments.removeAll { $0.liveSections == 0 && isEmpty($0) }
    while let numbers = MergePolicy.next(next.segments, dead: deadShare) {
      let chosen = next.segments.filter { numbers.contains($0.number) }
      var inputs: [MergeInput] = []
      for entry in chosen {
        guard let segment = segments[entry.number] else { continue }
        inputs.append(MergeInput(segment, entry: entry, roots: next.roots))
      }
      let info = try merge(inputs)
      next.segments.removeAll { numbers.contains($0.number) }
      if info.summary.files > 0 {
        try publish(info, in: &next)
      } else {
        try fileSystem.remove(info.path)
      }
    }
  }

  /// Whether a segment has no live file, with or without sections.
  private func isEmpty(_ entry: Manifest.SegmentEntry) -> Bool {
    entry.deadFiles.count == segments[entry.number]?.summary.files
  }

  private func deadShare(_ entry: Manifest.SegmentEntry) -> Double {
    guard let total = segments[entry.number]?.summary.sections, total > 0 else { return 0 }
    return 1 - Double(entry.liveSections) / Double(total)
  }

  /// Removes files of ours that neither this writer's manifest nor the one in force names.
  ///
  /// The two differ during a rebuild, and after a commit that failed late.
  private func removeStrays() throws(IndexError) {
    let live = try segmentsInForce().map { $0.union(manifest.segments.map(\.name)) }
    for name in try fileSystem.list(folder) where IndexFolder.isOurs(name) {
      let isSegment = IndexFolder.segmentNumber(name) != nil
      // Of segments, those stay of which nobody knows whether they are in force.
      if isSegment, live?.contains(name) ?? true { continue }
      try fileSystem.remove(folder + "/" + name)
    }
  }

  /// Names of the segments in force; nil where the manifest is damaged or of another version.
  private func segmentsInForce() throws(IndexError) -> Set<String>? {
    do {
      return Set(try ManifestFile.read(folder, fileSystem).segments.map(\.name))
    } catch {
      switch error.code {
      case .noIndex: return []
      case .corrupt, .wrongVersion: return nil
      default: throw error
      }
    }
  }
}
