/// The scores of a set, query by query.
package struct SetScores: Equatable {
  /// One query.
  package struct Query: Equatable {
    /// Its id.
    package let id: String
    /// How well it was answered.
    package let metrics: Metrics

    /// Makes a query's scores.
    package init(id: String, metrics: Metrics) {
      self.id = id
      self.metrics = metrics
    }
  }

  /// The queries, in the order of the judgments.
  package let queries: [Query]

  /// The mean over all queries.
  package var mean: Metrics { Metrics.mean(queries.map(\.metrics)) }
  /// Whether any judged document was found at all.
  package var foundAny: Bool { queries.contains { $0.metrics.recall > 0 } }

  /// Scores from elsewhere.
  package init(queries: [Query]) {
    self.queries = queries
  }

  /// Scores every query that has a relevant document; what the run lacks counts 0.
  package init(_ judgments: Judgments, _ run: RankedRun) {
    queries = judgments.queries.filter(\.hasRelevant).map { query in
      let documents = run.documents[query.id] ?? []
      return Query(id: query.id, metrics: Metrics(documents: documents, grades: query.grades))
    }
  }
}
