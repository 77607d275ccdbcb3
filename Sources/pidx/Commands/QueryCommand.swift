import ArgumentParser
import Configuration
import IndexBytes
import SearchIndex
import SearchProtocol
import SearchServer

/// `pidx query`: search and print the hits.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Search the index.",
    discussion: """
      Words (any of them, ranked), "phrases", "near words"~5, +must, -not, AND, OR, NOT, ( ), \
      prefix*, fuzzy~, title: author: tag: heading: link: path:, date:2023-12, date:>=2023-12 or \
      date:2023-12..2024-02. What cannot be parsed is searched literally. Put -- before a query \
      that begins with a dash.
      """)

  @OptionGroup var index: IndexOption

  @Option(help: ArgumentHelp("How many hits to print, 10 if not set.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("How many hits to pass over first.", valueName: "n"))
  var offset = 0

  @Flag(exclusivity: .exclusive)
  var format: HitFormat?

  @Flag(help: "Show what each score is made of.")
  var explain = false

  @Option(help: "When to use colours, auto if not set.")
  var color: ColorChoice?

  @Option(
    help: """
      What must match: any word, all words, the words as a phrase, words that begin with them, \
      or words like them; any if not set.
      """)
  var mode: MatchMode?

  @Option(
    help: """
      What comes first: the best (score), the newest (date) or the oldest (date-asc); score if \
      not set.
      """)
  var sort: SortOrder?

  @Flag(help: "Take the last word as one that is still being typed.")
  var prefixLast = false

  @Flag(
    inversion: .prefixedNo,
    help: "Show sections with the same link once, or one by one; once if not set.")
  var group: Bool?

  @OptionGroup var rank: RankOption

  @Option(
    help: ArgumentHelp(
      "Run every query of a file, id TAB query a line; with --trec.", valueName: "file"),
    completion: .file())
  var batch: String?

  @Option(help: ArgumentHelp("Name of the run, for --trec.", valueName: "name"))
  var tag = "pidx"

  @Flag(
    name: .customLong("daemon"),
    help: "Ask the server of the index, and start one first if there is none.")
  var asksDaemon = false

  @OptionGroup var socket: SocketOption

  @Argument(help: "The query; several words are joined by blanks.")
  var query: [String] = []

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative.") }
    if offset < 0 { throw ValidationError("--offset cannot be negative.") }
    if tag.isEmpty { throw ValidationError("--tag cannot be empty.") }
    if explain && (format == .trec || format == .vimgrep) {
      throw ValidationError("--explain goes with the plain output or with --json.")
    }
    if asksDaemon && format == .trec {
      throw ValidationError("--daemon goes with the plain output, --json or --vimgrep.")
    }
    if socket.given != nil && !asksDaemon {
      throw ValidationError("--socket goes with --daemon.")
    }
    if batch == nil {
      if query.isEmpty {
        throw ValidationError("Give a query, behind -- if it begins with a dash.")
      }
    } else if !query.isEmpty {
      throw ValidationError("Give a query or --batch, not both.")
    } else if format != .trec {
      throw ValidationError("--batch prints a TREC run: add --trec.")
    }
  }

  func run() throws {
    do {
      let settings = try index.settings()
      if let batch { return try runBatch(batch, settings) }
      let text = query.joined(separator: " ")
      let hits = asksDaemon ? try askDaemon(text, settings) : try search(text, settings)
      if hits == 0 { throw ExitCode.noHits }
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

extension QueryCommand {
  func searchOptions(_ settings: Settings) throws -> SearchOptions {
    var options = settings.searchOptions
    options.parameters = try rank.parameters(over: options.parameters)
    options.limit = limit ?? options.limit
    options.offset = offset
    options.mode = mode ?? options.mode
    options.sort = sort ?? options.sort
    options.prefixLast = prefixLast
    options.groupsLinks = (group ?? options.groupsLinks) && format != .trec
    options.explain = explain
    options.countsTotal = format != .trec
    return options
  }

  /// Searches in this process; returns how many hits were printed.
  private func search(_ query: String, _ settings: Settings) throws -> Int {
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
    return results.hits.count
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
      let shown = try searcher.present(hit, of: results)
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
    var hits = 0
    let options = try searchOptions(settings)
    for query in queries {
      let results = try searcher.search(query.text, options)
      for warning in results.warnings { Pidx.warn("query \(query.id): \(warning)") }
      try run.append(results, query: query.id, offset: offset)
      hits += results.hits.count
    }
    try run.output.flush()
    if hits == 0 { throw ExitCode.noHits }
  }

  private func reportAsJSON(_ error: ErrorReply) throws {
    var writer = JSONWriter()
    error.encode(into: &writer)
    var output = Output.standard
    output.bytes = writer.bytes
    try output.flush()
  }
}
