/// The scores of a set as a file: `query` and the columns of `Metrics`, tabs between them.
extension SetScores {
  /// The text of the file, every number in full.
  package var text: String {
    var lines = [(["query"] + Metrics.names).joined(separator: "\t")]
    for query in queries {
      let values = query.metrics.columns.map { "\($0)" }
      lines.append(([query.id] + values).joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads the file at `path`.
  package init(path: String) throws(EvalFailure) {
    try self.init(Lines(path: path))
  }

  /// Reads the text of a file.
  package init(text: String, path: String = "scores.tsv") throws(EvalFailure) {
    try self.init(Lines(bytes: Array(text.utf8), path: path))
  }

  private init(_ lines: Lines) throws(EvalFailure) {
    var queries: [Query] = []
    for line in lines.dropFirst() {
      let values = line.words.indices.dropFirst().compactMap { Double(line.text($0)) }
      guard values.count == Metrics.names.count, line.words.count == values.count + 1 else {
        throw EvalFailure("\(line.place): expected a query and \(Metrics.names.count) numbers")
      }
      queries.append(Query(id: line.text(0), metrics: Metrics(columns: values)))
    }
    self.init(queries: queries)
  }
}
