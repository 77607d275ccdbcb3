import Glibc
import IndexBytes
import SearchIndex

/// The life of a watcher: waits for changes, and has them indexed.
///
/// The system tells when something changed; what changed, a look at the folders tells. So a lost or
/// misleading notice costs a look, never a wrong index.
struct WatchLoop: ~Copyable {
  /// Seconds between two looks where the system cannot tell of changes.
  static let fallbackPollSeconds = 2.0

  private let folder: String
  private let paths: [String]
  private let options: WatchOptions
  private let wake: WakeUp
  private let report: @Sendable (WatchEvent) -> Void
  private let add: WatchedFolders.Adding

  private var folders: WatchedFolders?
  private var debounce: Debounce
  private var written: Set<String> = []
  private var isReady = false
  private var isPolling = false
  /// The end of the last look, and how long it took.
  private var lastEnd = 0.0
  private var lastSeconds = 0.0
  /// Failures in a row, and the last one.
  private var failures = 0
  private var lastFailure: IndexError?
  private let said = SaidOnce()

  init(
    folder: String, paths: [String], options: WatchOptions, wake: WakeUp,
    add: @escaping WatchedFolders.Adding, report: @escaping @Sendable (WatchEvent) -> Void
  ) {
    self.folder = folder
    self.paths = paths
    self.options = options
    self.wake = wake
    self.add = add
    self.report = report
    debounce = Debounce(quiet: options.quietSeconds, longest: options.longestSeconds)
  }

  /// Runs until it is stopped or has to give up.
  mutating func run() {
    if let queue = ChangeQueue() {
      folders = WatchedFolders(queue, index: folder, add: add)
    } else {
      fallBack(errno)
    }
    debounce.note(BuildMonitor.now())
    while !wake.isStopped {
      let now = BuildMonitor.now()
      if let due, due <= now {
        guard look() else { return }
      } else {
        wake.sleep(due.map { $0 - now }, or: folders?.descriptor)
        drain()
      }
    }
  }

  // MARK: When

  /// When to look next; nil where only a change leads to a look.
  private var due: Double? {
    guard isReady || failures > 0 else { return 0 }
    var times: [Double] = []
    if let changes = debounce.due { times.append(max(changes, lastEnd + pause)) }
    if let interval = options.pollSeconds ?? (isPolling ? Self.fallbackPollSeconds : nil) {
      times.append(lastEnd + max(interval, 4 * lastSeconds))
    }
    return times.min()
  }

  /// Seconds to leave between two looks: twice what one takes, or longer after failures.
  private var pause: Double {
    failures == 0 ? 2 * lastSeconds : min(2, 0.1 * Double(1 << min(failures, 5)))
  }

  private mutating func drain() {
    guard let summary = folders?.drain() else { return }
    if summary.hasOverflowed {
      report(.message("changes came faster than they could be read: looking at everything again"))
    }
    written.formUnion(summary.written)
    if summary.matters { debounce.note(BuildMonitor.now()) }
  }

  // MARK: Looking

  /// Looks at everything and commits what changed; false where it has to give up.
  private mutating func look() -> Bool {
    drain()
    debounce.clear()
    let begin = BuildMonitor.now()
    defer {
      lastEnd = BuildMonitor.now()
      lastSeconds = lastEnd - begin
    }
    do {
      succeeded(try build())
      return true
    } catch let error as IndexError {
      return failed(error)
    } catch {
      // Only a stop is left: nothing was committed.
      return false
    }
  }

  private mutating func build() throws -> BuildSummary {
    var build = options.build
    build.rebuild = false
    build.comparedPaths = written
    build.isCancelled = { [wake] in wake.isStopped }
    let builder = IndexBuilder(folder: folder, options: build)
    said.begin()
    let (said, report) = (said, report)
    let roots = try paths.isEmpty ? Snapshot.sources(of: folder) : paths
    var watched = folders.take()
    defer { folders = watched.take() }
    let summary = try builder.update(
      roots, message: { if said.isNew($0) { report(.message($0)) } }, progress: { _ in },
      walking: { watched?.beginRound(roots: roots) }, entering: { watched?.enter($0) })
    watched?.endRound()
    return summary
  }

  private mutating func succeeded(_ summary: BuildSummary) {
    written = []
    failures = 0
    lastFailure = nil
    fallBack(folders?.refusal)
    if summary.committed { report(.applied(summary)) }
    if !isReady {
      isReady = true
      report(.watching(summary, folders: folders?.count ?? 0))
    }
  }

  private mutating func failed(_ error: IndexError) -> Bool {
    guard error.code == .locked || error.code == .system else {
      report(.ended(error))
      return false
    }
    if lastFailure != error { report(error.code == .locked ? .waiting(error) : .failed(error)) }
    lastFailure = error
    failures += 1
    debounce.note(BuildMonitor.now())
    return true
  }

  // MARK: Polling

  /// Takes to polling, or back to being told, and says so when that changes.
  private mutating func fallBack(_ refusal: Int32?) {
    guard let refusal else { return }
    if refusal != 0 && !isPolling && options.pollSeconds == nil {
      report(.message(Self.explanation(refusal)))
    }
    isPolling = refusal != 0
  }

  /// Why the system does not tell of all changes, and what to do.
  static func explanation(_ number: Int32) -> String {
    let interval = "every \(Int(fallbackPollSeconds)) seconds"
    switch number {
    case ENOSPC:
      return "there are more folders than the system lets a user watch"
        + " (fs.inotify.max_user_watches\(limit("max_user_watches"))): looking at all of them \(interval)"
        + " instead; raise it with `sudo sysctl fs.inotify.max_user_watches=1048576`"
    case EMFILE:
      return "more programs watch folders than the system lets a user run"
        + " (fs.inotify.max_user_instances\(limit("max_user_instances"))): looking at all folders"
        + " \(interval) instead; raise it with `sudo sysctl fs.inotify.max_user_instances=1024`"
    default:
      return "the system cannot tell of changes (\(errnoText(number))): looking at all folders"
        + " \(interval) instead"
    }
  }

  private static func limit(_ name: String) -> String {
    guard let file = fopen("/proc/sys/fs/inotify/\(name)", "r") else { return "" }
    defer { fclose(file) }
    var value = 0
    while let digit = Optional(getc(file)), (0x30...0x39).contains(digit) {
      value = value * 10 + Int(digit) - 0x30
    }
    return " is \(value)"
  }
}
