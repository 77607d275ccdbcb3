import Glibc

/// How well a ranking answers: one query, or the mean of many.
package struct Metrics: Equatable {
  /// 1 / rank of the first relevant document among the first ten; 0 without one.
  package var mrr = 0.0
  /// Discounted gain of the first ten documents, by that of the ideal ten.
  ///
  /// The gain is the grade, the discount log2(rank + 1).
  package var ndcg = 0.0
  /// The part of the relevant documents that is among the first hundred.
  package var recall = 0.0
  /// 1 if the first document is relevant.
  package var success = 0.0

  /// The numbers in the order of the columns.
  package var columns: [Double] { [mrr, ndcg, recall, success] }
  /// The names of the columns.
  package static let names = ["MRR@10", "nDCG@10", "R@100", "Success@1"]

  /// All zero.
  package init() {}

  /// Numbers in the order of the columns, which must be four.
  package init(columns: [Double]) {
    (mrr, ndcg, recall, success) = (columns[0], columns[1], columns[2], columns[3])
  }

  /// Scores the documents that a query found, best first and each once.
  ///
  /// At least one of the grades must be above 0.
  package init(documents: [String], grades: [String: Int]) {
    let top = documents.prefix(10).map { grades[$0] ?? 0 }
    if let first = top.firstIndex(where: { $0 > 0 }) { mrr = 1 / Double(first + 1) }
    ndcg = Self.gain(top) / Self.gain(grades.values.sorted(by: >).prefix(10))
    let found = documents.prefix(100).count { (grades[$0] ?? 0) > 0 }
    recall = Double(found) / Double(grades.values.count { $0 > 0 })
    success = (top.first ?? 0) > 0 ? 1 : 0
  }

  /// The mean of each number, all zero for none.
  package static func mean(_ all: some Collection<Metrics>) -> Metrics {
    guard !all.isEmpty else { return Metrics() }
    var sums = [0.0, 0.0, 0.0, 0.0]
    for metrics in all { for (i, value) in metrics.columns.enumerated() { sums[i] += value } }
    return Metrics(columns: sums.map { $0 / Double(all.count) })
  }

  private static func gain(_ grades: some Sequence<Int>) -> Double {
    var sum = 0.0
    for (i, grade) in grades.enumerated() { sum += Double(grade) / log2(Double(i + 2)) }
    return sum
  }
}
