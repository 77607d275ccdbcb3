import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Building again")
struct ChangeTests {
  private func sample() throws -> TestCorpus {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n\n가우시안\n")
    try corpus.write("notes/b.md", "# 둘\n\n스플래팅\n")
    try corpus.build()
    return corpus
  }

  @Test("where nothing changed, nothing is committed")
  func unchanged() throws {
    let corpus = try sample()
    let files = try corpus.indexFiles()
    let summary = try corpus.build()
    #expect(!summary.committed)
    #expect(summary.generation == 1)
    #expect(summary.unchanged == 2)
    #expect(summary.bytesRead == 0)
    #expect(try corpus.indexFiles() == files)
  }

  @Test("a file with a new time and the same bytes is not indexed again")
  func touched() throws {
    let corpus = try sample()
    corpus.touch("notes/a.md", at: 1_700_001_000)
    let files = try corpus.indexFiles()
    let summary = try corpus.build()
    #expect(summary.unchanged == 2)
    #expect(summary.changed == 0)
    #expect(try corpus.indexFiles() == files)
    // The new time is remembered: the file is not even read any more.
    let again = try corpus.build()
    #expect(!again.committed)
    #expect(again.bytesRead == 0)
  }

  @Test("a changed file replaces its old version, with the same size or another")
  func changed() throws {
    let corpus = try sample()
    try corpus.write("notes/a.md", "# 하나\n\n블러시안\n", at: 1_700_001_000)
    #expect(try corpus.build().changed == 1)
    #expect(try corpus.documents("가우시안 title:하나").isEmpty == false)
    #expect(try corpus.documents("\"가우시안\"").isEmpty)
    #expect(try corpus.documents("\"블러시안\"") == ["a.md#1"])
    try corpus.write("notes/a.md", "# 하나\n\n더 긴 글\n\n## 더\n\n글\n", at: 1_700_002_000)
    let summary = try corpus.build()
    #expect(summary.changed == 1 && summary.added == 0 && summary.removed == 0)
    #expect(summary.generation == 3)
    #expect(summary.sections == 3)
    #expect(try corpus.documents("\"블러시안\"").isEmpty)
  }

  @Test("a change that keeps size and time is seen when content is compared")
  func hidden() throws {
    let corpus = try sample()
    try corpus.write("notes/a.md", "# 하나\n\n블러시안\n")
    #expect(try !corpus.build().committed)
    #expect(try corpus.build { $0.comparesContent = true }.changed == 1)
    #expect(try corpus.documents("\"블러시안\"") == ["a.md#1"])
    #expect(try !corpus.build { $0.comparesContent = true }.committed)
  }

  @Test("a file that was read while its time could not move yet is compared the next time")
  func racy() throws {
    let corpus = try TestCorpus()
    let now = time(nil)
    try corpus.write("notes/a.md", "# 하나\n\n가우시안\n", at: now)
    try corpus.build { $0.tickSeconds = 3600 }
    let files = try corpus.indexFiles()
    #expect(try !corpus.build().committed, "nothing to write about it, though it was read")
    #expect(try corpus.indexFiles() == files)
    try corpus.write("notes/a.md", "# 하나\n\n블러시안\n", at: now)
    #expect(try corpus.build().changed == 1)
    #expect(try corpus.documents("\"블러시안\"") == ["a.md#1"])
  }

  @Test("added, removed and renamed files")
  func names() throws {
    let corpus = try sample()
    try corpus.write("notes/c/d.md", "# 셋\n\n확산\n")
    #expect(try corpus.build().added == 1)
    corpus.remove("notes/b.md")
    let removal = try corpus.build()
    #expect(removal.removed == 1)
    #expect(removal.sections == 2)
    #expect(try corpus.documents("스플래팅").isEmpty)
    rename(corpus.scratch.path("notes/a.md"), corpus.scratch.path("notes/z.md"))
    let renaming = try corpus.build()
    #expect(renaming.added == 1 && renaming.removed == 1)
    #expect(try corpus.documents("가우시안") == ["z.md#1"])
    #expect(try corpus.problems().isEmpty)
  }

  @Test("when every file is gone, the index is empty and goes on")
  func allGone() throws {
    let corpus = try sample()
    corpus.remove("notes/a.md")
    corpus.remove("notes/b.md")
    #expect(try corpus.build().removed == 2)
    #expect(try corpus.answers("가우시안") == ["total 0"])
    try corpus.write("notes/a.md", "# 하나\n\n가우시안\n")
    #expect(try corpus.build().added == 1)
    #expect(try corpus.documents("가우시안") == ["a.md#1"])
  }

  @Test("what cannot be indexed is counted each time and read once")
  func skipped() throws {
    let corpus = try sample()
    try corpus.write("notes/binary.md", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2])
    // Bytes that Windows' Western code page leaves undefined and that pair up to no other text.
    let noise = (0..<200).flatMap { _ in [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8] }
    try corpus.write("notes/noise.txt", bytes: noise)
    let first = try corpus.build()
    #expect(first.skipped == 2)
    #expect(first.added == 0)
    #expect(corpus.messages.count == 2)
    let second = try corpus.build()
    #expect(second.skipped == 2)
    #expect(second.bytesRead == 0)
    #expect(!second.committed)
    #expect(corpus.messages.isEmpty)
    let status = try Snapshot.open(corpus.index).status()
    #expect(status.files == 2)
    #expect(status.skippedFiles == 2)
    try corpus.write("notes/binary.md", "# 이제 글\n", at: 1_700_001_000)
    #expect(try corpus.build().skipped == 1)
    #expect(try corpus.documents("title:이제") == ["binary.md#1"])
  }

  @Test("a file that cannot be read keeps its old version", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    let corpus = try sample()
    try corpus.write("notes/a.md", "# 하나\n\n바뀐 글\n", at: 1_700_001_000)
    chmod(corpus.scratch.path("notes/a.md"), 0)
    let summary = try corpus.build()
    #expect(summary.skipped == 1)
    #expect(summary.removed == 0)
    #expect(try corpus.documents("가우시안") == ["a.md#1"])
    chmod(corpus.scratch.path("notes/a.md"), 0o644)
    #expect(try corpus.build().changed == 1)
  }

  @Test("times far in the past and the future", arguments: [-6_000_000_000, 0, 7_258_118_400])
  func oddTimes(seconds: Int) throws {
    let corpus = try sample()
    try corpus.write("notes/c.md", "# 셋\n\n확산\n", at: seconds)
    #expect(try corpus.build().added == 1)
    #expect(try !corpus.build().committed)
    #expect(try corpus.documents("확산") == ["c.md#1"])
  }
}
