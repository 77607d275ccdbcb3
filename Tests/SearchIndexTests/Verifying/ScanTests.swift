import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Comparing with a scan")
struct ScanTests {
  @Test("random indexes answer as a scan does")
  func sound() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in 0..<3 {
      let index = try maker.index(commits: 1...4, sections: 25)
      let snapshot = try index.snapshot()
      let report = try snapshot.compareWithScan(sample: 60, seed: maker.random.next()) { _ in }
      #expect(report.problems.isEmpty, "seed \(report.seed)")
      #expect(report.sections == snapshot.sectionCount)
      #expect(snapshot.sectionCount < 10 || report.terms > 0)
    }
  }

  @Test("the same seed draws the same")
  func seeded() throws {
    let index = try TestIndex(texts: ["가우시안 스플래팅", "LLM은 크다", "확산 모델 학습"])
    let snapshot = try index.snapshot()
    let one = try snapshot.compareWithScan(sample: 40, seed: 7) { _ in }
    let two = try snapshot.compareWithScan(sample: 40, seed: 7) { _ in }
    #expect(one.terms == two.terms && one.phrases == two.phrases && one.phrases == 40)
  }

  @Test("postings that do not fit the text are found")
  func lies() throws {
    let index = try TestIndex([TestFile("a.md", [TestSection("글", title: "가우시안")])])
    let sound = try index.snapshot()
    // As if the words of titles had been counted otherwise than the manifest says.
    var manifest = sound.manifest
    manifest.settings.weights.title = 5
    let snapshot = Snapshot(folder: sound.folder, manifest: manifest, segments: sound.segments)
    let report = try snapshot.compareWithScan(sample: 100, seed: 1) { _ in }
    #expect(!report.problems.isEmpty)
    #expect(snapshot.verify { _ in }.problems.isEmpty, "only a scan can tell")
  }

  @Test("without stored text there is nothing to scan")
  func noText() throws {
    let index = try TestIndex(
      [TestFile("a.md", texts: ["글"])], settings: IndexSettings(storesText: false))
    let error = #expect(throws: IndexError.self) {
      _ = try index.snapshot().compareWithScan(sample: 1, seed: 1) { _ in }
    }
    #expect(error?.code == .badRequest)
  }
}
