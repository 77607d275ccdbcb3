import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Comparing with the sources")
struct SourceComparisonTests {
  private func compared(_ corpus: TestCorpus) throws -> SourceComparison {
    try SourceComparison(try Snapshot.open(corpus.index))
  }

  @Test("changed, new and gone files are named, touched ones are not")
  func files() throws {
    let corpus = try TestCorpus()
    for name in ["a", "b", "c", "d"] { try corpus.write("notes/\(name).md", "# \(name)\n\n글\n") }
    try corpus.build()
    #expect(try compared(corpus).isFresh)
    try corpus.write("notes/a.md", "# a\n\n말\n", at: 1_700_000_001)
    corpus.touch("notes/b.md", at: 1_700_000_001)
    corpus.remove("notes/c.md")
    try corpus.write("notes/x/e.md", "# e\n")
    let comparison = try compared(corpus)
    #expect(!comparison.isFresh)
    #expect(comparison.changed == [corpus.folder + "/a.md"])
    #expect(comparison.new == [corpus.folder + "/x/e.md"])
    #expect(comparison.gone == [corpus.folder + "/c.md"])
    #expect(comparison.unchanged == 2)
    #expect(comparison.unreadable.isEmpty)
    try corpus.build()
    #expect(try compared(corpus).isFresh)
  }

  @Test("a source that is not there makes nothing gone")
  func missing() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# a\n")
    try corpus.build()
    rename(corpus.folder, corpus.scratch.path("away"))
    let comparison = try compared(corpus)
    #expect(comparison.gone.isEmpty && comparison.unchanged == 1)
    #expect(comparison.unreadable.count == 1)
  }

  @Test("it needs no lock")
  func locked() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# a\n")
    try corpus.build()
    let lock = try WriterLock(path: corpus.index + "/pidx.lock")
    #expect(try compared(corpus).isFresh)
    withExtendedLifetime(lock) {}
  }
}
