/// What queries found: the lines `qid Q0 docid rank score tag` of a TREC run.
package struct RankedRun {
  /// The documents of each query, best first, each once.
  package private(set) var documents: [String: [String]] = [:]

  private struct Hit {
    var document: String
    var rank: Int
    var score: Double
  }

  /// Reads the file at `path`.
  package init(path: String) throws(EvalFailure) {
    try self.init(Lines(path: path))
  }

  /// Reads the text of a run.
  package init(text: String, path: String = "run.trec") throws(EvalFailure) {
    try self.init(Lines(bytes: Array(text.utf8), path: path))
  }

  private init(_ lines: Lines) throws(EvalFailure) {
    var hits: [String: [Hit]] = [:]
    for line in lines {
      guard line.words.count == 6, let rank = Int(line.text(3)), let score = Double(line.text(4))
      else {
        throw EvalFailure("\(line.place): expected `qid Q0 docid rank score tag`")
      }
      hits[line.text(0), default: []].append(
        Hit(document: line.text(2), rank: rank, score: score))
    }
    documents = hits.mapValues(Self.inOrder)
  }

  /// By score, then by rank, then by id, as evaluation tools order a run.
  private static func inOrder(_ hits: [Hit]) -> [String] {
    var seen: Set<String> = []
    return hits.sorted { a, b in
      if a.score != b.score { return a.score > b.score }
      if a.rank != b.rank { return a.rank < b.rank }
      return a.document < b.document
    }.map(\.document).filter { seen.insert($0).inserted }
  }
}
