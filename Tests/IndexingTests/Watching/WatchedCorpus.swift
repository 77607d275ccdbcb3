import Glibc
import IndexBytes
import SearchIndex
import Testing

@testable import Indexing

/// A corpus with a watcher, and what the watcher has said.
final class WatchedCorpus: Sendable {
  let corpus: TestCorpus
  let watcher: IndexWatcher
  private let log: EventLog

  /// Begins to watch; the corpus may have files already.
  init(
    _ corpus: TestCorpus, paths: [String]? = nil,
    add: @escaping @Sendable (borrowing ChangeQueue, String) -> Int32 = { $0.watch($1) },
    _ change: (inout WatchOptions) -> Void = { _ in }
  ) throws {
    var options = WatchOptions()
    options.quietSeconds = 0.02
    change(&options)
    let log = EventLog()
    self.log = log
    self.corpus = corpus
    watcher = try IndexWatcher(
      folder: corpus.index, paths: paths ?? [corpus.folder], options: options, add: add,
      report: { log.add($0) })
    watcher.start()
  }

  deinit { watcher.stop() }

  /// Begins to watch, and waits until every folder is watched.
  static func ready(
    _ corpus: TestCorpus, paths: [String]? = nil,
    add: @escaping @Sendable (borrowing ChangeQueue, String) -> Int32 = { $0.watch($1) },
    _ change: (inout WatchOptions) -> Void = { _ in }
  ) throws -> WatchedCorpus {
    let watched = try WatchedCorpus(corpus, paths: paths, add: add, change)
    try #require(watched.until { watched.isReady })
    return watched
  }

  var events: [WatchEvent] { log.events }
  var messages: [String] {
    events.compactMap { if case .message(let line) = $0 { line } else { nil } }
  }
  var generations: [Int] {
    events.compactMap { if case .applied(let summary) = $0 { summary.generation } else { nil } }
  }
  var isReady: Bool { events.contains { if case .watching = $0 { true } else { false } } }
  var waits: Int { events.count { if case .waiting = $0 { true } else { false } } }

  /// Waits until `condition` holds; false after a minute.
  func until(_ condition: () throws -> Bool) -> Bool { waited(condition) }

  /// Waits until a query finds exactly these documents.
  func finds(_ query: String, _ documents: [String]) -> Bool {
    until { try corpus.documents(query).sorted() == documents.sorted() }
  }
}

/// Waits until `condition` holds; false after a minute.
func waited(_ condition: () throws -> Bool) -> Bool {
  let end = BuildMonitor.now() + 60
  while BuildMonitor.now() < end {
    if (try? condition()) == true { return true }
    usleep(5000)
  }
  return (try? condition()) == true
}

private final class EventLog: Sendable {
  private let state = LockedValue<[WatchEvent]>([])
  var events: [WatchEvent] { state.withLock { $0 } }
  func add(_ event: WatchEvent) { state.withLock { $0.append(event) } }
}
