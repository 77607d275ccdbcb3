import IndexBytes
import SearchIndex

/// What one thread needs to answer: a searcher for each index, made when it is first asked.
///
/// Checked: only the job that a worker is lent to touches it, and the event loop lends it to one
/// job at a time.
final class Worker: @unchecked Sendable {
  private var searchers: [ObjectIdentifier: Searcher] = [:]

  /// A searcher of the index's current generation.
  func searcher(_ index: ServedIndex) -> Searcher {
    let snapshot = index.snapshot
    let key = ObjectIdentifier(index)
    if let known = searchers[key], known.snapshot === snapshot { return known }
    let searcher = Searcher(snapshot)
    searchers[key] = searcher
    return searcher
  }

  /// Forgets the searcher of an index: after an error its memory may hold half a search.
  func forget(_ index: ServedIndex) { searchers[ObjectIdentifier(index)] = nil }

  /// Forgets searchers of old generations, so that their files can go.
  func forgetOld(_ indexes: [ServedIndex]) {
    for index in indexes {
      let key = ObjectIdentifier(index)
      if let known = searchers[key], known.snapshot !== index.snapshot { searchers[key] = nil }
    }
  }
}
