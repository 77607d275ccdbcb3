import IndexBytes

@testable import SearchIndex

/// Any text as a query: never an error, and hits whose highlights are inside their text.
///
///     input := options:u8 byte*
enum QueryTarget {
  // libFuzzer runs one input at a time, on one thread.
  nonisolated(unsafe) private static let searcher: Searcher = {
    SampleIndex.build(Scratch.path)
    guard let snapshot = try? Snapshot.open(Scratch.path) else { fatalError("no index") }
    return Searcher(snapshot)
  }()

  static func run(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    var options = SearchOptions()
    options.mode = MatchMode.allCases[Int(choice & 0xF) % MatchMode.allCases.count]
    options.prefixLast = choice & 0x10 != 0
    options.groupsLinks = choice & 0x20 == 0
    options.explain = choice & 0x40 != 0
    options.sort = choice & 0x80 != 0 ? .date : .score
    do throws(IndexError) {
      try show(try searcher.search(text, options))
    } catch {
      fatalError("a query failed: \(error)")
    }
  }

  private static func show(_ results: SearchResults) throws(IndexError) {
    require(results.total >= results.hits.count, "fewer in total than hits")
    for hit in results.hits {
      require(hit.score.isFinite, "a score that is no number")
      let shown = try searcher.present(hit, of: results)
      for range in shown.highlights {
        require(
          range.lowerBound >= 0 && range.upperBound <= shown.snippet.utf8.count,
          "a highlight outside its snippet")
      }
    }
  }
}
