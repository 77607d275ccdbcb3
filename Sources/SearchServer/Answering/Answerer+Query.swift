import SearchIndex
import SearchProtocol

extension Answerer {
  mutating func answer(_ query: QueryRequest) throws {
    let options = try job.options(of: query)
    let searcher = worker.searcher(job.index)
    let begin = monotonicNanoseconds()
    let results = try searcher.search(query.text, options)
    let milliseconds = Double(monotonicNanoseconds() - begin) / 1e6
    var stale = StaleFiles()
    let path = ShownPath(relativeTo: query.scope.folder)
    var details: HitDetails = query.positions == .utf8 ? [] : .columns
    if query.isFull || job.form == .plain { details.insert(.line) }
    for (place, hit) in results.hits.enumerated() {
      try job.deadline.check()
      let shown = try searcher.present(hit, of: results, details)
      let file = ShownPath.full(root: shown.root, path: shown.path)
      stale.look(at: shown, file)
      var reply = HitReply(shown, hit, file, path)
      if !details.contains(.line) { reply.details = nil }
      reply.request = job.id
      reply.rank = query.offset + place + 1
      reply.convert(to: query.positions, shown)
      show(reply)
      writer.flushIfDue()
    }
    var end = EndReply(
      request: job.id, total: results.total, isExact: results.totalIsExact,
      milliseconds: milliseconds, generation: searcher.snapshot.generation,
      warnings: job.index.warnings + results.warnings + stale.warnings)
    if query.isFull { end.hidden = results.hidden }
    guard job.form == .json else { return endPlain(end.warnings) }
    writer.add { end.encode(into: &$0) }
  }

  private mutating func show(_ hit: HitReply) {
    guard job.form == .json else {
      let line = hit.details?.lineText ?? hit.title
      return writer.addLine("\(hit.path):\(hit.line):\(hit.column):\(line)")
    }
    writer.add { hit.encode(into: &$0) }
  }
}
