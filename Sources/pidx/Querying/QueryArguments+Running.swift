import ArgumentParser
import Configuration
import IndexBytes
import SearchIndex
import SearchProtocol
import SearchServer

extension QueryArguments {
  /// Searches and prints the hits.
  ///
  /// - Throws: `ExitCode.noHits` where nothing matches, or what went wrong.
  func run() throws {
    do {
      let settings = try index.settings()
      if let batch { return try runBatch(batch, settings) }
      let text = joined(query, by: " ")
      let isFound = asksDaemon ? try askDaemon(text, settings) : try search(text, settings)
      if !isFound { throw ExitCode.noHits }
    } catch let error as IndexError where format == .json {
      try reportAsJSON(error.reply)
      throw error
    } catch let error as ConfigurationError where format == .json {
      try reportAsJSON(ErrorReply(code: .badRequest, message: error.description))
      throw error
    } catch let error as ErrorReply {
      if format == .json { try reportAsJSON(error) }
      throw CommandFailure("\(error.message) (\(error.code.rawValue))")
    }
  }
}

extension QueryArguments {
  func searchOptions(_ settings: Settings) throws -> SearchOptions {
    var options = settings.searchOptions
    options.parameters = try RankOption.parameters(rank, over: options.parameters)
    options.limit = limit ?? options.limit
    options.offset = offset
    options.mode = mode ?? options.mode
    options.sort = sort ?? options.sort
    options.prefixLast = prefixLast
    options.groupsLinks = (group ?? options.groupsLinks) && format != .trec
    options.explain = explain
    // A run has no total; where no hit is looked at, counting alone tells whether there are any.
    options.countsTotal = format != .trec || options.limit == 0
    return options
  }

  /// Searches in this process and prints the hits; returns whether anything matches.
  func search(_ query: String, _ settings: Settings) throws -> Bool {
    let snapshot = try Snapshot.open(index.folder(settings))
    let searcher = Searcher(snapshot)
    let begin = monotonicNanoseconds()
    let results = try searcher.search(query, searchOptions(settings))
    let milliseconds = Double(monotonicNanoseconds() - begin) / 1e6
    var end = EndReply(
      total: results.total, isExact: results.totalIsExact, milliseconds: milliseconds,
      generation: snapshot.generation, warnings: snapshot.warnings + results.warnings)
    if format != .json {
      end.hidden = results.hidden
      end.warnings.forEach(Pidx.warn)
    }
    try show(results, searcher, end, Style(color ?? settings.color))
    return results.total > 0
  }

  private func show(
    _ results: SearchResults, _ searcher: Searcher, _ end: EndReply, _ style: Style
  ) throws {
    if format == .trec {
      var run = TRECRun(searcher: searcher, tag: tag)
      try run.append(results, query: "1", offset: offset)
      return try run.output.flush()
    }
    var printer = HitPrinter(format: format, style: style, offset: offset)
    let path = ShownPath(relativeTo: CurrentFolder.path)
    for (place, hit) in results.hits.enumerated() {
      let shown = try searcher.present(hit, of: results, format == .json ? [] : .line)
      var reply = HitReply(shown, hit, path: path)
      reply.rank = offset + place + 1
      if format == .json { reply.details = nil }
      try printer.print(reply)
    }
    try printer.finish(end)
  }

  private func runBatch(_ path: String, _ settings: Settings) throws {
    let queries = try QueryFile(path: path).queries
    let snapshot = try Snapshot.open(index.folder(settings))
    snapshot.warnings.forEach(Pidx.warn)
    let searcher = Searcher(snapshot)
    var run = TRECRun(searcher: searcher, tag: tag)
    var isFound = false
    let options = try searchOptions(settings)
    for query in queries {
      let results = try searcher.search(query.text, options)
      for warning in results.warnings { Pidx.warn("query \(query.id): \(warning)") }
      try run.append(results, query: query.id, offset: offset)
      isFound = isFound || results.total > 0
    }
    try run.output.flush()
    if !isFound { throw ExitCode.noHits }
  }

  private func reportAsJSON(_ error: ErrorReply) throws {
    var writer = JSONWriter()
    error.encode(into: &writer)
    var output = Output.standard
    output.bytes = writer.bytes
    try output.flush()
  }
}
