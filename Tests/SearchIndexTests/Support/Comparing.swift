import IndexBytes
import Testing

@testable import SearchIndex

extension Searcher {
  /// The hits in the form that oracles and indexes are compared by.
  func answers(_ results: SearchResults) throws -> [Oracle.Answer] {
    try results.hits.map { hit in
      let place = try snapshot.place(segment: hit.segment, section: hit.section)
      return Oracle.Answer(
        path: place.path, ordinal: Int(place.ordinal), score: Float(hit.score))
    }
  }

  /// Expects the answers of a plain scan: hits, scores bit for bit, and total.
  func expectOracle(
    _ oracle: Oracle, _ query: TestQuery, limit: Int, offset: Int = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var options = SearchOptions()
    options.mode = query.mode
    options.limit = limit
    options.offset = offset
    // The first stage alone: the second has an oracle of its own.
    options.parameters.depth = 0
    let results = try search(query.text, options)
    let expected = oracle.answers(query)
    let wanted = Array(expected.dropFirst(offset).prefix(limit))
    let found = try answers(results)
    #expect(
      found == wanted, "\(query), limit \(limit), offset \(offset)", sourceLocation: sourceLocation)
    #expect(results.total == expected.count, "\(query)", sourceLocation: sourceLocation)
    #expect(results.totalIsExact, "\(query)", sourceLocation: sourceLocation)
    // With less to count, more is skipped, and the hits are the same.
    for limit in [0, 1, 5] {
      options.countsTotal = limit > 0
      options.countLimit = limit
      let skipping = try search(query.text, options)
      #expect(
        try answers(skipping) == wanted, "\(query), counting \(limit), offset \(offset)",
        sourceLocation: sourceLocation)
      #expect(skipping.total <= expected.count, "\(query)", sourceLocation: sourceLocation)
      #expect(
        !skipping.totalIsExact || skipping.total == expected.count, "\(query)",
        sourceLocation: sourceLocation)
    }
  }
}
