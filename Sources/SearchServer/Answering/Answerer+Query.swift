import SearchIndex
import SearchProtocol

extension Answerer {
  mutating func answer(_ query: QueryRequest) throws {
    let options = try searchOptions(query)
    let searcher = worker.searcher(job.index)
    let begin = monotonicNanoseconds()
    let results = try searcher.search(query.text, options)
    let milliseconds = Double(monotonicNanoseconds() - begin) / 1e6
    var stale = StaleFiles()
    let path = ShownPath(relativeTo: query.scope.folder)
    let needsDetails = query.isFull || job.form == .plain
    for (place, hit) in results.hits.enumerated() {
      try job.deadline.check()
      let shown = try searcher.present(hit, of: results, withDetails: needsDetails)
      stale.look(at: shown)
      var reply = HitReply(shown, hit, path: path)
      if !needsDetails { reply.details = nil }
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

  private func searchOptions(_ query: QueryRequest) throws(ErrorReply) -> SearchOptions {
    var options = job.defaults
    options.limit = query.limit ?? min(options.limit, QueryRequest.maximumLimit)
    options.offset = query.offset
    options.mode = query.mode.flatMap { MatchMode(rawValue: $0.rawValue) } ?? options.mode
    options.sort = query.sort.flatMap { SortOrder(rawValue: $0.rawValue) } ?? options.sort
    options.prefixLast = query.prefixLast
    options.groupsLinks = query.groupsLinks ?? options.groupsLinks
    options.explain = query.explains
    options.deadline = job.deadline
    for (name, number) in query.rank {
      let text = Int(exactly: number).map { "\($0)" } ?? "\(number)"
      guard options.parameters.set(name, to: text) else {
        throw ErrorReply(
          code: .badRequest,
          message: "\"rank\": \(name) is no number of the ranking, or cannot be \(text)")
      }
    }
    return options
  }
}
