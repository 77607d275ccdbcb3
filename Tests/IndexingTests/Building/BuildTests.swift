import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Building an index")
struct BuildTests {
  @Test("a first build indexes every section and commits generation 1")
  func first() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 머리\n\n가우시안\n\n## 둘째\n\n스플래팅\n")
    try corpus.write("notes/2023/12/05.md", "## Daily\n\n### [제목](https://x.org)\n\nLLM은 크다\n")
    try corpus.write("notes/picture.png", "no text")
    let summary = try corpus.build()
    #expect(summary.added == 2)
    #expect(summary.changed == 0 && summary.removed == 0 && summary.unchanged == 0)
    #expect(summary.skipped == 0)
    #expect(summary.generation == 1)
    #expect(summary.committed)
    #expect(summary.bytesRead > 0)
    #expect(corpus.messages.isEmpty)
    let snapshot = try Snapshot.open(corpus.index)
    #expect(snapshot.sectionCount == summary.sections)
    #expect(snapshot.sources == [corpus.folder])
    #expect(try corpus.documents("스플래팅") == ["a.md#2"])
    #expect(try corpus.documents("LLM date:2023-12-05").count == 1)
    #expect(try corpus.problems().isEmpty)
  }

  @Test("an empty folder makes an index that answers")
  func empty() throws {
    let corpus = try TestCorpus()
    let summary = try corpus.build()
    #expect(summary.committed)
    #expect(summary.sections == 0)
    #expect(try corpus.answers("가우시안") == ["total 0"])
    #expect(try !corpus.build().committed)
  }

  @Test("the same corpus gives the same index whatever the memory and the threads")
  func memoryAndThreads() throws {
    var random = SeededGenerator()
    let corpus = try TestCorpus()
    for name in ["a.md", "a/b.md", "a-b.md", "c/d.md", "e.md"] {
      let sections = 1 + random.below(12)
      try corpus.write("notes/\(name)", randomMarkdown(&random, sections: sections))
    }
    try corpus.write("notes/r.jsonl", randomRecords(&random, records: 40, prefix: "r"))
    // Holes count as bytes to read, so that there is work for two threads.
    for name in ["b.jsonl", "d.jsonl"] { try corpus.writeHole("notes/\(name)", bytes: 5 << 20) }
    let big = try corpus.build { $0.threads = 1 }
    for (memory, threads) in [(1, 1), (1, 2), (400_000, 2), (512 << 20, 2), (270_000, 1)] {
      let other = corpus.scratch.path("index-\(memory)-\(threads)")
      let summary = try corpus.build(index: other) {
        $0.memoryBytes = memory
        $0.threads = threads
      }
      #expect(summary.sections == big.sections)
      #expect(summary.added == big.added)
      #expect(try corpus.problems(other).isEmpty)
      for query in sampleQueries {
        #expect(
          try corpus.answers(query, index: other) == corpus.answers(query),
          "\(query), \(memory) bytes, \(threads) threads")
      }
    }
  }

  @Test("a file that could not be indexed counts as skipped alone, each time")
  func skippedFiles() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n")
    try corpus.write("notes/b.md", "\0\0 둘")
    let first = try corpus.build()
    #expect(first.added == 1 && first.skipped == 1 && first.unchanged == 0)
    let again = try corpus.build()
    #expect(!again.committed && again.skipped == 1 && again.unchanged == 1)
    corpus.remove("notes/a.md")
    let last = try corpus.build()
    #expect(last.removed == 1 && last.skipped == 1 && last.unchanged == 0)
  }

  @Test("a file that was cut for memory's sake is known whole the next time")
  func cutFiles() throws {
    var random = SeededGenerator()
    let corpus = try TestCorpus()
    let names = ["notes/a.md", "notes/r.jsonl", "notes/t.txt"]
    try corpus.write(names[0], randomMarkdown(&random, sections: 5))
    try corpus.write(names[1], randomRecords(&random, records: 9, prefix: "r"))
    try corpus.write(names[2], "가우시안 모델")
    let first = try corpus.build { $0.memoryBytes = 1 }
    #expect(first.added == 3)
    let again = try corpus.build()
    #expect(again.unchanged == 3)
    #expect(!again.committed)
    for name in names { corpus.touch(name, at: 1_700_000_777) }
    let touched = try corpus.build { $0.memoryBytes = 1 }
    #expect(touched.changed == 0)
    #expect(touched.unchanged == 3)
    try corpus.write(names[1], randomRecords(&random, records: 3, prefix: "s"), at: 1_700_000_999)
    #expect(try corpus.build { $0.memoryBytes = 1 }.changed == 1)
    #expect(try corpus.documents("-없다").filter { $0.hasPrefix("r-") }.isEmpty)
    #expect(try corpus.documents("path:r.jsonl").count == 3)
  }

  @Test("a match far into a long line has the column that the file has")
  func longLines() throws {
    let corpus = try TestCorpus()
    let before = String(repeating: "채움 ", count: 9_000)
    try corpus.write("notes/a.txt", "머리\n\n" + before + "표적")
    try corpus.write("notes/b.md", "# 머리\n\n" + before + "표적")
    for _ in 0..<2 {
      try corpus.build()
      let searcher = try corpus.searcher()
      let results = try searcher.search("표적")
      let shown = try results.hits.map { try searcher.present($0, of: results) }
      #expect(shown.map(\.line) == [3, 3])
      #expect(shown.allSatisfy { $0.column == before.utf8.count + 1 })
      #expect(shown.allSatisfy { $0.columnUTF16 == before.utf16.count + 1 })
      // Another build, and what was written before is as it was.
      try corpus.write("notes/c.md", "다른 글")
    }
  }

  @Test("without text stored, everything is found and nothing shown")
  func withoutText() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 머리\n\n가우시안 스플래팅\n")
    try corpus.build { $0.settings = IndexSettings(storesText: false) }
    #expect(try corpus.documents("\"가우시안 스플래팅\"") == ["a.md#1"])
    let searcher = try corpus.searcher()
    let results = try searcher.search("가우시안")
    let hit = try #require(results.hits.first)
    #expect(try searcher.present(hit, of: results).snippet == "")
  }
}
