import ArgumentParser
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

  @Option(help: ArgumentHelp("How many hits to print.", valueName: "n"))
  var limit = 10

  @Option(help: ArgumentHelp("How many hits to pass over first.", valueName: "n"))
  var offset = 0

  @Flag(exclusivity: .exclusive)
  var format: HitFormat?

  @Flag(help: "Show what each score is made of.")
  var explain = false

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  @Option(
    help: """
      What must match: any word, all words, the words as a phrase, words that begin with them, \
      or words like them.
      """)
  var mode = QueryMode.any

  @Option(help: "What comes first: the best, the newest (date) or the oldest (date-asc).")
  var sort = SortOrder.score

  @Flag(help: "Take the last word as one that is still being typed.")
  var prefixLast = false

  @Flag(name: .customLong("no-group"), help: "Show sections with the same link one by one.")
  var isUngrouped = false

  @OptionGroup var rank: RankOption

  @Option(
    help: ArgumentHelp(
      "Run every query of a file, id TAB query a line; with --trec.", valueName: "file"),
    completion: .file())
  var batch: String?

  @Option(help: ArgumentHelp("Name of the run, for --trec.", valueName: "name"))
  var tag = "pidx"

  @Argument(help: "The query; several words are joined by blanks.")
  var query: [String] = []

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit cannot be negative.") }
    if offset < 0 { throw ValidationError("--offset cannot be negative.") }
    if tag.isEmpty { throw ValidationError("--tag cannot be empty.") }
    if explain && (format == .trec || format == .vimgrep) {
      throw ValidationError("--explain goes with the plain output or with --json.")
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
      if let batch { return try runBatch(batch) }
      try runOne(query.joined(separator: " "))
    } catch let error as IndexError where format == .json {
      try reportAsJSON(error)
      throw error
    }
  }
}

extension QueryCommand {
  private func searchOptions() throws -> SearchOptions {
    var options = SearchOptions()
    options.parameters = try rank.parameters()
    options.limit = limit
    options.offset = offset
    options.mode = mode.matchMode
    options.sort = sort
    options.prefixLast = prefixLast
    options.groupsLinks = !isUngrouped && format != .trec
    options.explain = explain
    options.countsTotal = format != .trec
    return options
  }

  private func runOne(_ query: String) throws {
    let snapshot = try Snapshot.open(index.folder)
    let searcher = Searcher(snapshot)
    let begin = monotonicNanoseconds()
    let results = try searcher.search(query, searchOptions())
    let milliseconds = Double(monotonicNanoseconds() - begin) / 1e6
    var warnings = snapshot.warnings + results.warnings
    if query.allSatisfy(\.isWhitespace) { warnings.append("the query is empty: give it a word") }
    if format != .json { warnings.forEach(Pidx.warn) }
    let end = EndReply(
      total: results.total, isExact: results.totalIsExact, milliseconds: milliseconds,
      generation: snapshot.generation, warnings: warnings)
    try show(results, searcher, end)
    if results.hits.isEmpty { throw ExitCode.noHits }
  }

  private func show(_ results: SearchResults, _ searcher: Searcher, _ end: EndReply) throws {
    if format == .trec {
      var run = TRECRun(searcher: searcher, tag: tag)
      try run.append(results, query: "1", offset: offset)
      return try run.output.flush()
    }
    var printer = HitPrinter(searcher: searcher, style: Style(color), offset: offset)
    switch format {
    case .json: try printer.printJSON(results, end: end)
    case .vimgrep: try printer.printVimgrep(results)
    case .trec, nil: try printer.printText(results)
    }
    try printer.output.flush()
  }

  private func runBatch(_ path: String) throws {
    let queries = try QueryFile(path: path).queries
    let snapshot = try Snapshot.open(index.folder)
    snapshot.warnings.forEach(Pidx.warn)
    let searcher = Searcher(snapshot)
    var run = TRECRun(searcher: searcher, tag: tag)
    var hits = 0
    let options = try searchOptions()
    for query in queries {
      let results = try searcher.search(query.text, options)
      for warning in results.warnings { Pidx.warn("query \(query.id): \(warning)") }
      try run.append(results, query: query.id, offset: offset)
      hits += results.hits.count
    }
    try run.output.flush()
    if hits == 0 { throw ExitCode.noHits }
  }

  private func reportAsJSON(_ error: IndexError) throws {
    var writer = JSONWriter()
    error.reply.encode(into: &writer)
    var output = Output.standard
    output.bytes = writer.bytes
    try output.flush()
  }
}
