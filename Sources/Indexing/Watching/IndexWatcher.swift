import Dispatch
import Glibc
import IndexBytes
import SearchIndex
import Synchronization

/// Keeps an index up to date with its folders while it runs, on a thread of its own.
///
/// The writer's lock is held only while changes are applied, so that other writers get their turn.
public final class IndexWatcher: Sendable {
  private let folder: String
  private let paths: [String]
  private let options: WatchOptions
  private let report: @Sendable (WatchEvent) -> Void
  private let add: @Sendable (borrowing ChangeQueue, String) -> Int32
  private let wake: WakeUp
  private let running = DispatchGroup()
  private let isStarted = Atomic(false)

  /// A watcher that does nothing yet.
  ///
  /// - Parameters:
  ///   - folder: The index; made where missing.
  ///   - paths: Folders and files to index and watch; empty for what the index knows.
  ///   - options: How to watch.
  ///   - report: Takes what happens, on the watcher's thread and those that read files, one call at
  ///     a time. It may not call `stop`.
  /// - Throws: `IndexError` where a path does not exist, or where there is neither a path nor an index.
  public convenience init(
    folder: String, paths: [String], options: WatchOptions = .init(),
    report: @escaping @Sendable (WatchEvent) -> Void
  ) throws(IndexError) {
    try self.init(
      folder: folder, paths: paths, options: options, add: { $0.watch($1) }, report: report)
  }

  init(
    folder: String, paths: [String], options: WatchOptions,
    add: @escaping @Sendable (borrowing ChangeQueue, String) -> Int32,
    report: @escaping @Sendable (WatchEvent) -> Void
  ) throws(IndexError) {
    var absolute: [String] = []
    for path in paths {
      guard access(path, F_OK) == 0 else { throw .system("open", path: path, errno: errno) }
      absolute.append(IndexBuilder.absolute(path))
    }
    if paths.isEmpty { _ = try Snapshot.sources(of: folder) }
    try PosixFileSystem().createFolder(folder)
    self.folder = IndexBuilder.absolute(folder)
    self.paths = absolute
    self.options = options
    self.add = add
    self.report = report
    wake = try WakeUp()
  }

  deinit { stop() }

  /// Begins to watch; a second call does nothing.
  public func start() {
    guard !isStarted.exchange(true, ordering: .acquiringAndReleasing) else { return }
    let (folder, paths, options, wake, add, report) = (folder, paths, options, wake, add, report)
    DispatchQueue(label: "pidx.watch").async(group: running) {
      var loop = WatchLoop(
        folder: folder, paths: paths, options: options, wake: wake, add: add, report: report)
      loop.run()
    }
  }

  /// Ends, and returns when nothing is written any more and the lock is free. Changes that are being
  /// read are dropped, a commit that has begun is finished.
  public func stop() {
    wake.stop()
    running.wait()
  }

  /// Returns when the watcher has ended by itself or by `stop`.
  public func wait() { running.wait() }
}
