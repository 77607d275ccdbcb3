import Evaluation
import Testing

@Suite struct MetricsTests {
  @Test func aPerfectRankingHasOnes() {
    let metrics = Metrics(documents: ["a", "b", "x"], grades: ["b": 1, "a": 3])
    #expect(metrics.columns == [1, 1, 1, 1])
  }

  @Test func theFirstRelevantDocumentCounts() {
    let metrics = Metrics(documents: ["x", "zero", "a"], grades: ["a": 2, "b": 1, "zero": 0])
    #expect(metrics.mrr == 1.0 / 3)
    #expect(metrics.success == 0)
    #expect(metrics.recall == 0.5)
    // 2 / log2(4), by 2 / log2(2) + 1 / log2(3).
    #expect(abs(metrics.ndcg - 1 / 2.6309297535714573) < 1e-15)
  }

  @Test func ranksAfterTheTenthCountForRecallOnly() {
    let others = (0..<10).map { "x\($0)" }
    let metrics = Metrics(documents: others + ["a"], grades: ["a": 1])
    #expect(metrics.columns == [0, 0, 1, 0])
    let far = Metrics(documents: (0..<100).map { "x\($0)" } + ["a"], grades: ["a": 1])
    #expect(far.recall == 0)
  }

  @Test func theIdealHasTenDocuments() {
    let grades = Dictionary(uniqueKeysWithValues: (0..<20).map { ("d\($0)", 1) })
    let metrics = Metrics(documents: (0..<10).map { "d\($0)" }, grades: grades)
    #expect(metrics.ndcg == 1)
    #expect(metrics.recall == 0.5)
  }

  @Test func nothingFoundIsZero() {
    #expect(Metrics(documents: [], grades: ["a": 1]) == Metrics())
    #expect(Metrics.mean([]) == Metrics())
  }
}
