import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Repairing an index")
struct RepairTests {
  /// An index of two segments: of ten files, and of one.
  private func sample() throws -> TestCorpus {
    let corpus = try TestCorpus()
    for number in 0..<10 { try corpus.write("notes/\(number).md", "# \(number)\n\n가우시안 글\n") }
    try corpus.build()
    try corpus.write("notes/late.md", "# 나중\n\n스플래팅\n")
    try corpus.build()
    return corpus
  }

  private func damage(_ corpus: TestCorpus, _ name: String, at place: Int) throws {
    var bytes = try corpus.scratch.read("index/\(name)")
    bytes[place] ^= 0xFF
    // A new file, since the old one may still be mapped.
    corpus.remove("index/\(name)")
    try corpus.scratch.write("index/\(name)", bytes)
  }

  private func expectSound(_ corpus: TestCorpus) throws {
    #expect(try corpus.problems().isEmpty)
    let fresh = corpus.scratch.path("fresh")
    try corpus.build(index: fresh) { $0.rebuild = true }
    for query in ["가우시안", "스플래팅", "글 -가우시안", "title:3"] {
      #expect(try corpus.answers(query) == corpus.answers(query, index: fresh), "\(query)")
    }
  }

  @Test("the files of a damaged segment are indexed again, and no others", arguments: [1, 2])
  func segment(number: Int) throws {
    let corpus = try sample()
    try damage(corpus, "segment-\(number).pidx", at: 60)
    let summary = try corpus.build([]) { $0.repairs = true }
    #expect(summary.added == (number == 1 ? 10 : 1))
    #expect(summary.unchanged == (number == 1 ? 1 : 10))
    #expect(summary.generation == 3)
    #expect(corpus.messages.count == 1)
    #expect(corpus.messages[0].contains("segment-\(number).pidx"))
    try expectSound(corpus)
  }

  @Test("a segment that is gone, or another's, is damaged as well")
  func missing() throws {
    let corpus = try sample()
    corpus.remove("index/segment-2.pidx")
    #expect(try corpus.build { $0.repairs = true }.added == 1)
    try expectSound(corpus)
    let other = try TestCorpus()
    try other.write("notes/a.md", "# 딴 글\n\n딴 글\n")
    try other.build()
    corpus.remove("index/segment-1.pidx")
    try corpus.scratch.write("index/segment-1.pidx", other.scratch.read("index/segment-1.pidx"))
    #expect(try corpus.build { $0.repairs = true }.added == 10)
    try expectSound(corpus)
  }

  @Test("a sound index is left as it is")
  func sound() throws {
    let corpus = try sample()
    let files = try corpus.indexFiles()
    let summary = try corpus.build { $0.repairs = true }
    #expect(!summary.committed && summary.unchanged == 11)
    #expect(corpus.messages.isEmpty)
    #expect(try corpus.indexFiles() == files)
  }

  @Test("a damaged manifest gives way to a whole one that a crash has left")
  func manifestBeside() throws {
    let corpus = try sample()
    try corpus.scratch.write(
      "index/pidx.manifest.tmp", corpus.scratch.read("index/pidx.manifest"))
    try damage(corpus, "pidx.manifest", at: 40)
    let summary = try corpus.build([]) { $0.repairs = true }
    #expect(summary.unchanged == 11 && summary.added == 0)
    #expect(corpus.messages.count == 1)
    try expectSound(corpus)
  }

  @Test("without another manifest everything is indexed again, if it is said what")
  func manifestAlone() throws {
    let corpus = try sample()
    try damage(corpus, "pidx.manifest", at: 40)
    let error = #expect(throws: IndexError.self) { try corpus.build([]) { $0.repairs = true } }
    #expect(error?.code == .corrupt)
    #expect(try corpus.build { $0.repairs = true }.added == 11)
    #expect(corpus.messages.contains { $0.contains("everything is indexed again") })
    try expectSound(corpus)
  }
}
