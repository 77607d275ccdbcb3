/// What queries should find: the lines `qid 0 docid grade` of a TREC file.
package struct Judgments: Equatable {
  /// The judgments of one query.
  package struct Query: Equatable {
    /// The id of the query.
    package let id: String
    /// The grade of each judged document; what is above 0 is relevant.
    package var grades: [String: Int] = [:]

    /// Whether any document is relevant.
    package var hasRelevant: Bool { grades.values.contains { $0 > 0 } }
  }

  /// The queries, in the order in which the file names them first.
  package private(set) var queries: [Query] = []

  /// Reads the file at `path`.
  package init(path: String) throws(EvalFailure) {
    try self.init(Lines(path: path))
  }

  /// Reads the text of a file; of two grades of one document the later counts.
  package init(text: String, path: String = "qrels.tsv") throws(EvalFailure) {
    try self.init(Lines(bytes: Array(text.utf8), path: path))
  }

  private init(_ lines: Lines) throws(EvalFailure) {
    var places: [String: Int] = [:]
    for line in lines {
      guard line.words.count == 4, let grade = Int(line.text(3)) else {
        throw EvalFailure("\(line.place): expected `qid 0 docid grade`")
      }
      let id = line.text(0)
      let place = places[id] ?? queries.count
      if place == queries.count {
        places[id] = place
        queries.append(Query(id: id))
      }
      queries[place].grades[line.text(2)] = grade
    }
  }
}
