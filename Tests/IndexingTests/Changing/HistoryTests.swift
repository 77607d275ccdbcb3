import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("History does not show")
struct HistoryTests {
  private let names = [
    "notes/a.md", "notes/a-b.md", "notes/a/b.md", "notes/2023/12/05.md", "x/a.md", "x/한글.txt",
    "x/r.jsonl", "notes/q.jsonl",
  ]

  @Test("after random edits over many builds, answers equal those of a fresh index")
  func random() throws {
    var random = SeededGenerator()
    for round in 0..<3 {
      let corpus = try TestCorpus()
      let roots = [corpus.folder, corpus.scratch.path("x")]
      try corpus.write("x/first.md", "# 처음\n")
      for step in 0..<1 + random.below(9) {
        for _ in 0...random.below(4) { try edit(corpus, step, &random) }
        try corpus.build(random.once(in: 2) ? roots : roots.reversed()) {
          $0.memoryBytes = random.once(in: 3) ? 1 : 64 << 20
        }
      }
      let fresh = corpus.scratch.path("fresh")
      try corpus.build(roots, index: fresh)
      #expect(try corpus.problems().isEmpty)
      for query in sampleQueries {
        #expect(
          try corpus.answers(query) == corpus.answers(query, index: fresh),
          "\(query), round \(round)")
      }
    }
  }

  private func edit(
    _ corpus: TestCorpus, _ step: Int, _ random: inout SeededGenerator
  ) throws {
    let name = names[random.below(names.count)]
    let time = 1_700_000_000 + step * 100 + random.below(99)
    if random.once(in: 5) {
      corpus.remove(name)
    } else if name.hasSuffix("jsonl") {
      let records = 1 + random.below(8)
      try corpus.write(
        name, randomRecords(&random, records: records, prefix: name), at: time)
    } else {
      let sections = 1 + random.below(6)
      try corpus.write(name, randomMarkdown(&random, sections: sections), at: time)
    }
  }
}
