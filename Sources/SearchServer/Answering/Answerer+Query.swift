import SearchIndex
import SearchProtocol

extension Answerer {
  /// From so many hits on it pays to wake a helper, which takes as long as to show some of them.
  private static let manyHits = 4
  /// So many hits before the end a client that is alone gets what there is: it wakes up meanwhile.
  private static let lastHits = 2

  mutating func answer(_ query: QueryRequest) throws {
    let options = try job.options(of: query)
    let searcher = worker.searcher(job.index)
    let begin = monotonicNanoseconds()
    let results = try searcher.search(query.text, options)
    let milliseconds = Double(monotonicNanoseconds() - begin) / 1e6
    let stale = try show(HitShower(job, query, results), searcher)
    var end = EndReply(
      request: job.id, total: results.total, isExact: results.totalIsExact,
      milliseconds: milliseconds, generation: searcher.snapshot.generation,
      warnings: job.index.warnings + results.warnings + stale.warnings)
    if query.isFull { end.hidden = results.hidden }
    guard job.form == .json else { return endPlain(end.warnings) }
    writer.add { end.encode(into: &$0) }
  }

  /// Sends all hits; returns what of their files has changed.
  private mutating func show(_ shower: HitShower, _ searcher: Searcher) throws -> StaleFiles {
    let hits = SharedHits(shower, of: searcher.snapshot)
    defer { hits.close() }
    if shower.count >= Self.manyHits {
      let index = job.index
      helper?.lend { hits.help($0, index) }
    }
    var files = FileStates()
    var stale = StaleFiles()
    while let (place, known) = hits.next() {
      let shown = try known ?? shower.show(place, searcher, &files)
      stale.note(shown.file, shown.fileState)
      writer.add(shown.lines)
      let left = shower.count - place - 1
      writer.flushIfDue(isDue: helper != nil && left == Self.lastHits && place > left)
    }
    return stale
  }
}
