import Indexing
import Logging
import SearchServer

extension IndexWatcher: Companion {}

extension ServeCommand {
  /// A watcher of each index, which logs what it does.
  ///
  /// - Throws: `IndexError` where there is no index.
  func watchers(_ folders: [NamedFolder], _ logger: Logger) throws -> [any Companion] {
    try folders.map { folder in
      let name = folder.name
      return try IndexWatcher(folder: folder.folder, paths: []) { event in
        Self.log(event, name, logger)
      }
    }
  }

  private static func log(_ event: WatchEvent, _ name: String, _ logger: Logger) {
    switch event {
    case .watching(let summary, let folders):
      logger.notice("\(name): watching \(counted(folders, "folder")); \(summary.line)")
    case .applied(let summary): logger.info("\(name): \(summary.line)")
    case .message(let line): logger.warning("\(name): \(SafeText.oneLine(line))")
    case .waiting(let error): logger.notice("\(name): \(error.detail); waiting for it")
    case .failed(let error): logger.error("\(name): \(error); trying again")
    case .ended(let error): logger.error("\(name): \(error); it is watched no longer")
    }
  }
}
