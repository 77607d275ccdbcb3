import CorpusReader
import Dispatch
import Glibc
import IndexBytes
import SearchIndex

/// Brings an index up to date with its folders: reads what changed, and commits it at once.
public struct IndexBuilder {
  private let folder: String
  private var options: BuildOptions
  private let fileSystem: any FileSystem

  /// A builder of the index in `folder`, which is written and read through `fileSystem`; sources
  /// are not.
  public init(
    folder: String, options: BuildOptions, fileSystem: any FileSystem = PosixFileSystem()
  ) {
    self.folder = folder
    self.options = options
    self.fileSystem = fileSystem
  }

  /// Builds.
  ///
  /// O(files) to look for changes, O(bytes) of what changed, and the merges that keep the number of
  /// segments logarithmic.
  ///
  /// - Parameters:
  ///   - paths: Folders and files to index; empty for the roots that the index knows.
  ///   - message: Takes a line for standard error about each file that is passed over.
  ///   - progress: Takes the state of the work, often.
  /// - Returns: What was done.
  /// - Throws: `IndexError`; the index is then as it was.
  public func build(
    _ paths: [String], message: @escaping @Sendable (String) -> Void,
    progress: @escaping @Sendable (BuildProgress) -> Void
  ) throws -> BuildSummary {
    if options.repairs, try isBeyondRepair(paths, message) {
      var afresh = self
      afresh.options.repairs = false
      afresh.options.rebuild = true
      return try afresh.build(paths, message: message, progress: progress)
    }
    let known = paths.isEmpty ? try Snapshot.sources(of: folder, fileSystem) : []
    for path in paths { try requirePath(path) }
    return try update(paths.isEmpty ? known : paths, message: message, progress: progress)
  }

  /// Builds from `paths`, which need not exist any more: what the index has of them is kept.
  ///
  /// - Parameters:
  ///   - paths: Folders and files to look at.
  ///   - message: See `build`.
  ///   - progress: See `build`.
  ///   - walking: Called before the folders are looked at, when the lock is taken.
  ///   - entering: Takes each folder before it is listed, and each file that a link leads to.
  /// - Returns: What was done.
  /// - Throws: `IndexError`, or `BuildCancelled`; the index is then as it was.
  func update(
    _ paths: [String], message: @escaping @Sendable (String) -> Void,
    progress: @escaping @Sendable (BuildProgress) -> Void, walking: () -> Void = {},
    entering: (String) -> Void = { _ in }
  ) throws -> BuildSummary {
    let monitor = BuildMonitor(message: message, progress: progress)
    let writer = try IndexWriter(
      folder: folder, settings: options.settings, rebuild: options.rebuild,
      repairs: options.repairs, fileSystem: fileSystem)
    for error in writer.damage {
      monitor.say("\(error.damage); its files are indexed again")
    }
    if writer.needsRebuild { throw outdated() }
    writer.memoryBytes = options.memoryBytes
    do {
      walking()
      return try update(writer, paths, monitor, entering)
    } catch {
      writer.discardUnfinished()
      throw error
    }
  }

  /// Finds what changed, reads it and commits it.
  private func update(
    _ writer: IndexWriter, _ paths: [String], _ monitor: BuildMonitor,
    _ entering: (String) -> Void
  ) throws -> BuildSummary {
    var plan = ChangePlan(options)
    let skipped = try walk(paths, writer, &plan, monitor, entering)
    var summary = BuildSummary()
    let changes = try read(plan, writer, monitor, &summary)
    summary.removed = plan.removed.count
    summary.unchanged += plan.unchanged
    summary.skipped += skipped + plan.stillSkipped
    summary.generation = writer.generation
    if !changes.isEmpty || writer.hasNewSources || writer.generation == 0 || options.rebuild
      || !writer.damage.isEmpty
    {
      monitor.enter("merging")
      summary.generation = try writer.commit(changes)
      summary.committed = true
    } else if !plan.toRead.isEmpty {
      // What was read has not changed after all: the segments begun for it are empty.
      writer.discardUnfinished()
    }
    summary.sections = writer.sectionCount
    summary.bytesRead = monitor.bytesDone
    summary.seconds = monitor.seconds
    return summary
  }

  /// Puts a whole manifest in force where there is one; whether everything has to be indexed anew.
  private func isBeyondRepair(_ paths: [String], _ message: (String) -> Void) throws -> Bool {
    switch try ManifestRepair(folder).run() {
    case .sound: return false
    case .replaced(let error):
      message("\(error.damage); one that a crash had left beside it is whole and in force now")
      return false
    case .hopeless(let error):
      if paths.isEmpty { throw error }
      message("\(error.damage), and there is no other: everything is indexed again")
      return true
    }
  }

  private func requirePath(_ path: String) throws {
    guard access(path, F_OK) == 0 else {
      throw IndexError.system("open", path: path, errno: errno)
    }
  }

  private func outdated() -> IndexError {
    IndexError(
      .wrongVersion, path: folder, detail: "the index was made by another version of the analyzer",
      remedy: "run `pidx build --rebuild` with the same folders")
  }

  // MARK: Looking

  /// Compares the folders with the index; returns how many files cannot be indexed.
  private func walk(
    _ paths: [String], _ writer: IndexWriter, _ plan: inout ChangePlan, _ monitor: BuildMonitor,
    _ entering: (String) -> Void
  ) throws -> Int {
    let roots = writer.roots
    try writer.knownFiles { file in
      plan.addKnown(file, fullPath: CorpusOrder.join(roots[file.record.root], file.record.path))
    }
    let walker = CorpusWalker()
    var walked: [String] = []
    var unreadable: [String] = []
    for path in paths {
      let full = Self.absolute(path)
      walked.append(full)
      if access(full, F_OK) != 0 {
        // A root that the index knows and that is gone: an unmounted disk, perhaps.
        monitor.say("\(full): \(errnoText(errno)); its files are kept in the index")
        unreadable.append(full)
        continue
      }
      let root = Self.root(of: full, among: writer.roots)
      _ = try walker.walk(
        full, entering: entering,
        visit: { file in
          if options.isCancelled() { throw BuildCancelled() }
          let owner = root ?? file.root
          plan.addFound(file.rerooted(owner), root: writer.number(ofRoot: owner))
        },
        skipped: { file in
          monitor.say("\(file.path): \(file.reason); skipped")
          unreadable.append(file.path)
        })
      if root == nil { _ = writer.number(ofRoot: Self.rootFolder(full)) }
      writer.addSource(full)
    }
    plan.finish(walked: walked, unreadable: unreadable)
    return unreadable.count
  }

  /// The known root that `path` is inside of.
  private static func root(of path: String, among roots: [String]) -> String? {
    let key = PathKey(path)
    return roots.first { key.isBelow($0) }
  }

  private static func rootFolder(_ path: String) -> String {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFDIR,
      let slash = path.lastIndex(of: "/")
    else { return path }
    return String(path[..<slash])
  }

  /// The path without links and dots; as it is where it does not exist.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  // MARK: Reading

  /// Reads what has to be read, on all threads.
  private func read(
    _ plan: ChangePlan, _ writer: IndexWriter, _ monitor: BuildMonitor,
    _ summary: inout BuildSummary
  ) throws -> IndexWriter.Changes {
    var changes = IndexWriter.Changes()
    changes.dead = plan.removed
    guard !plan.toRead.isEmpty else { return changes }
    monitor.expect(
      files: plan.toRead.count, bytes: plan.toRead.reduce(0) { $0 + $1.file.size })
    let outcomes = try runWorkers(plan.toRead, writer, monitor, &changes)
    for (planned, outcome) in outcomes { Self.account(planned, outcome, &changes, &summary) }
    return changes
  }

  private func runWorkers(
    _ files: [PlannedFile], _ writer: IndexWriter, _ monitor: BuildMonitor,
    _ changes: inout IndexWriter.Changes
  ) throws -> [(PlannedFile, FileOutcome)] {
    let queue = FileQueue(files)
    let settings = writer.settings
    let fileSystem = fileSystem
    let total = files.reduce(0) { $0 + $1.file.size }
    let threads = threadCount(files.count, total)
    let numbers = LockedValue(0)
    let prefix = writer.temporaryPath()
    let results = LockedValue(
      (segments: [SegmentFileInfo](), outcomes: [(PlannedFile, FileOutcome)]()))
    let failure = LockedValue<(any Error)?>(nil)
    let budget = options.logBytes(threads: threads)
    let isCancelled = options.isCancelled
    let tick = Int64(options.tickSeconds * 1e9)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var worker = IndexWorker(
        queue: queue, monitor: monitor, settings: settings, fileSystem: fileSystem,
        memoryBytes: budget, isCancelled: isCancelled, tick: tick
      ) {
        let number = numbers.withLock {
          $0 += 1
          return $0
        }
        return "\(prefix).\(number).tmp"
      }
      do {
        try worker.run()
        let segments = worker.segments
        let outcomes = worker.outcomes
        results.withLock {
          $0.segments += segments
          $0.outcomes += outcomes
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
        queue.stop()
      }
    }
    queue.stop()
    if let error = failure.withLock({ $0 }) { throw error }
    changes.added = results.withLock { $0.segments }.filter { $0.files > 0 }
    return results.withLock { $0.outcomes }
  }

  /// One thread for little work: a second would cost more than it saves. Nor are there more than files,
  /// each of which one thread reads: others would only have a share of the memory.
  private func threadCount(_ files: Int, _ bytes: UInt64) -> Int {
    let wanted = options.threads > 0 ? options.threads : Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return max(1, min(wanted, files, Int(bytes / FileQueue.batchBytes) + 1))
  }

  private static func account(
    _ planned: PlannedFile, _ outcome: FileOutcome, _ changes: inout IndexWriter.Changes,
    _ summary: inout BuildSummary
  ) {
    switch outcome {
    case .touched:
      summary.unchanged += 1
      if let known = planned.known, known.record.modified != planned.file.modified,
        known.record.modified != FileRecord.unknownTime
      {
        changes.touched.append((known, planned.file.modified))
      }
    case .unreadable: summary.skipped += 1
    case .indexed(let skipped):
      if let known = planned.known { changes.dead.append(known) }
      if skipped {
        summary.skipped += 1
      } else if planned.known == nil {
        summary.added += 1
      } else {
        summary.changed += 1
      }
    }
  }
}

extension CorpusFile {
  /// The same file as seen from `root`, which it is inside of.
  func rerooted(_ root: String) -> CorpusFile {
    guard !CorpusOrder.areSame(root, self.root) else { return self }
    let prefix = root == "/" ? 1 : root.utf8.count + 1
    let path = String(decoding: Array(fullPath.utf8).dropFirst(prefix), as: UTF8.self)
    return CorpusFile(root: root, path: path, size: size, modified: modified)
  }
}
