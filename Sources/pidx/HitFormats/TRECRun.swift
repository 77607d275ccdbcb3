import SearchIndex
import SearchProtocol

/// Lines of a TREC run: `qid Q0 docid rank score tag`.
struct TRECRun {
  /// The searcher that found the hits.
  let searcher: Searcher
  /// Names the run, in the last column.
  let tag: String
  /// Where the lines go.
  var output = Output.standard

  /// Starts on an empty buffer.
  init(searcher: Searcher, tag: String) {
    self.searcher = searcher
    self.tag = oneWord(tag)
  }

  /// Appends the hits of one query, best first.
  mutating func append(_ results: SearchResults, query: String, offset: Int) throws {
    var rank = offset
    for hit in results.hits {
      rank += 1
      let document = oneWord(try searcher.documentID(hit))
      output.append("\(query) Q0 \(document) \(rank) ")
      appendFixed(hit.score, decimals: 6, to: &output.bytes)
      output.append(" \(tag)\n")
    }
    try output.flushIfLarge()
  }
}
