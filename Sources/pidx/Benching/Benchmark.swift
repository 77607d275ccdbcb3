import SearchIndex
import SearchProtocol

/// Queries, prepared once and timed in rounds: one thread, one searcher.
///
/// The clock runs around `Searcher.run` alone; preparing the query and naming the hits are
/// outside.
struct Benchmark {
  private let searcher: Searcher
  private let queries: [PreparedQuery]
  /// Nanoseconds by query, then by round.
  private(set) var nanoseconds: [[UInt64]]

  /// Prepares the queries.
  init(
    searcher: Searcher, queries: [QueryFile.Query], options: SearchOptions
  ) throws {
    self.searcher = searcher
    self.queries = try queries.map { try searcher.prepare($0.text, options) }
    nanoseconds = Array(repeating: [], count: queries.count)
  }

  /// Runs every query `warm` times unmeasured, then `rounds` times on the clock.
  mutating func measure(warm: Int, rounds: Int) throws {
    for _ in 0..<warm {
      for query in queries { _ = try searcher.run(query) }
    }
    for _ in 0..<rounds {
      for (index, query) in queries.enumerated() {
        let begin = monotonicNanoseconds()
        let results = try searcher.run(query)
        let end = monotonicNanoseconds()
        withExtendedLifetime(results) {}
        nanoseconds[index].append(end - begin)
      }
    }
  }

  /// Microseconds of each query: the median of its rounds.
  var medians: [Double] {
    nanoseconds.map { rounds in LatencySummary.median(rounds.map { Double($0) / 1000 }) }
  }

  /// The line of a query: `id TAB microseconds of each round TAB hits, best first`.
  func line(_ index: Int, id: String) throws -> [UInt8] {
    var bytes = Array(id.utf8)
    bytes.append(UInt8(ascii: "\t"))
    for (round, time) in nanoseconds[index].enumerated() {
      if round > 0 { bytes.append(UInt8(ascii: ",")) }
      appendFixed(Double(time) / 1000, decimals: 2, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\t"))
    for (rank, hit) in try searcher.run(queries[index]).hits.enumerated() {
      if rank > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += oneWord(try searcher.documentID(hit), reserved: [UInt8(ascii: ",")]).utf8
    }
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}
