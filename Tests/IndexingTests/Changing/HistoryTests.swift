import Glibc
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

  @Test("after hundreds of edits, moves and deletions, some without a trace in size and time")
  func long() throws {
    var random = SeededGenerator()
    let corpus = try TestCorpus()
    let fresh = corpus.scratch.path("fresh")
    for step in 1...40 {
      for _ in 0..<6 { try change(corpus, step, &random) }
      try corpus.build { $0.comparesContent = true }
      guard step % 10 == 0 else { continue }
      try corpus.build(index: fresh) { $0.rebuild = true }
      #expect(try corpus.problems().isEmpty)
      for query in sampleQueries {
        #expect(
          try corpus.answers(query) == corpus.answers(query, index: fresh),
          "\(query), step \(step)")
      }
    }
    let report = try Snapshot.open(corpus.index)
      .compareWithScan(sample: 50, seed: random.next()) { _ in }
    #expect(report.problems.isEmpty, "seed \(report.seed)")
  }

  /// An edit, a move of a file or of a folder, or a change that keeps size and time.
  private func change(
    _ corpus: TestCorpus, _ step: Int, _ random: inout SeededGenerator
  ) throws {
    let inside = names.filter { $0.hasPrefix("notes/") }
    switch random.below(6) {
    case 0:
      let (from, to) = (inside[random.below(inside.count)], inside[random.below(inside.count)])
      rename(corpus.scratch.path(from), corpus.scratch.path(to))
    case 1:
      let folders = ["notes/a", "notes/b", "notes/2023", "notes/한글"]
      let (from, to) = (folders[random.below(4)], folders[random.below(4)])
      rename(corpus.scratch.path(from), corpus.scratch.path(to))
    case 2:
      try swap(corpus, inside[random.below(inside.count)], &random)
    default: try edit(corpus, step, &random)
    }
  }

  /// Changes a file's bytes behind the back of whoever looks at size and time.
  private func swap(
    _ corpus: TestCorpus, _ name: String, _ random: inout SeededGenerator
  ) throws {
    var status = stat()
    guard stat(corpus.scratch.path(name), &status) == 0 else { return }
    var bytes = try corpus.scratch.read(name)
    let letters = bytes.indices.filter { (0x61...0x7A).contains(bytes[$0]) }
    guard !letters.isEmpty, !name.hasSuffix("jsonl") else { return }
    bytes[letters[random.below(letters.count)]] = UInt8(0x61 + random.below(26))
    corpus.remove(name)
    try corpus.write(name, bytes: bytes, at: Int(status.st_mtim.tv_sec))
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
