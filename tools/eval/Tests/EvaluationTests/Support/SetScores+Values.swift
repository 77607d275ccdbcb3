import Evaluation

extension SetScores {
  /// Queries 0, 1, … with these values of nDCG@10.
  init(ndcg values: [Double]) {
    self.init(
      queries: values.enumerated().map { id, value in
        var metrics = Metrics()
        metrics.ndcg = value
        return Query(id: "\(id)", metrics: metrics)
      })
  }
}
