import ArgumentParser
import Configuration
import SearchIndex

/// `pidx query`: search and print the hits; its options as the help tells them.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", _superCommandName: Pidx.name,
    abstract: "Search the index.",
    discussion: """
      Words (any of them, ranked), "phrases", "near words"~5, +must, -not, AND, OR, NOT, ( ), \
      prefix*, fuzzy~, title: author: tag: heading: link: path:, date:2023-12, date:>=2023-12 or \
      date:2023-12..2024-02. What cannot be parsed is searched literally. Put -- before a query \
      that begins with a dash.
      """)

  @OptionGroup var index: IndexOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many hits to print, 10 if not set.", valueName: "n"))
  var limit: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many hits to pass over first.", valueName: "n")
  )
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
  var tag = QueryArguments.standardTag

  @Flag(
    name: .customLong("daemon"),
    help: "Ask the server of the index, and start one first if there is none.")
  var asksDaemon = false

  @OptionGroup var socket: SocketOption

  @Argument(help: "The query; several words are joined by blanks.")
  var query: [String] = []

  /// The plain values of the options.
  var arguments: QueryArguments {
    var arguments = QueryArguments()
    arguments.index = index.choice
    arguments.limit = limit
    arguments.offset = offset
    arguments.format = format
    arguments.explain = explain
    arguments.color = color
    arguments.mode = mode
    arguments.sort = sort
    arguments.prefixLast = prefixLast
    arguments.group = group
    arguments.rank = rank.settings
    arguments.batch = batch
    arguments.tag = tag
    arguments.asksDaemon = asksDaemon
    arguments.socket = socket.given
    arguments.query = query
    return arguments
  }

  func validate() throws { try arguments.validate() }

  func run() throws { try arguments.run() }
}
