import ArgumentParser
import IndexBytes
import SearchIndex
import SearchProtocol

/// `pidx bench`: how long queries take, warm and in process.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", _superCommandName: Pidx.name,
    abstract: "Measure how long the queries of a file take.",
    discussion: """
      Runs on one thread, in process. The clock runs around the search for the best hits alone: \
      parsing the query, counting all matches and presenting the hits are outside. Percentiles are over the queries, of each the median \
      of its rounds. With --output, a line a query: id, TAB, microseconds of each round with \
      commas between, TAB, documents best first with commas between.
      """)

  @Argument(help: "Queries: id TAB query, one a line.", completion: .file())
  var file: String

  @OptionGroup var index: IndexOption

  @Option(help: "How queries match.")
  var mode = MatchMode.any

  @Option(parsing: .unconditional, help: ArgumentHelp("Hits to find for a query.", valueName: "n"))
  var limit = 10

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Rounds before the clock starts.", valueName: "n"))
  var warm = 1

  @Option(parsing: .unconditional, help: ArgumentHelp("Rounds to measure.", valueName: "n"))
  var rounds = 3

  @OptionGroup var rank: RankOption

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("Write each query's times and hits here.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if warm < 0 { throw ValidationError("--warm cannot be negative.") }
    if rounds < 1 { throw ValidationError("--rounds must be at least 1.") }
  }

  func run() throws {
    let queries = try QueryFile(path: file).queries
    guard !queries.isEmpty else { throw CommandFailure("\(file): there is no query in it") }
    let settings = try index.settings()
    let snapshot = try Snapshot.open(index.folder(settings))
    snapshot.warnings.forEach(Pidx.warn)
    var options = SearchOptions()
    options.limit = limit
    options.mode = mode
    options.countsTotal = false
    options.presents = false
    options.parameters = try rank.parameters(over: settings.ranking)
    var benchmark = try Benchmark(
      searcher: Searcher(snapshot), queries: queries, options: options)
    try benchmark.measure(warm: warm, rounds: rounds)
    if let output { try write(benchmark, queries, to: output) }
    let summary = LatencySummary(benchmark.medians)
    var standard = Output.standard
    standard.bytes =
      json
      ? asJSON(summary, queries.count, snapshot.generation)
      : Array(asText(summary, queries.count).utf8)
    try standard.flush()
  }
}

extension BenchCommand {
  private func write(
    _ benchmark: Benchmark, _ queries: [QueryFile.Query], to path: String
  ) throws {
    var bytes: [UInt8] = []
    for (index, query) in queries.enumerated() {
      bytes += try benchmark.line(index, id: query.id)
    }
    let files = PosixFileSystem()
    let file = try files.create(path)
    defer { files.close(file) }
    try files.write(bytes, to: file)
  }

  private func asText(_ summary: LatencySummary, _ count: Int) -> String {
    let how = "\(counted(count, "query")), mode \(mode.rawValue), limit \(limit), "
    let rounds = "\(counted(rounds, "round")) after \(warm) unmeasured"
    let numbers = [
      ("p50", summary.p50), ("p95", summary.p95), ("p99", summary.p99), ("mean", summary.mean),
    ].map { "\($0.0) \(fixed($0.1, decimals: 1))" }
    return "\(how)\(rounds)\n\(numbers.joined(separator: "  ")) µs (median of a query's rounds)\n"
  }

  private func asJSON(_ summary: LatencySummary, _ count: Int, _ generation: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("mode", mode.rawValue)
    writer.member("limit", limit)
    writer.member("queries", count)
    writer.member("warm", warm)
    writer.member("rounds", rounds)
    writer.member("gen", generation)
    for (name, value) in [
      ("p50_us", summary.p50), ("p95_us", summary.p95), ("p99_us", summary.p99),
      ("mean_us", summary.mean),
    ] {
      writer.key(named: name)
      writer.value((value * 1000).rounded() / 1000)
    }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
