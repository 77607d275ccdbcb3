import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Roots")
struct RootTests {
  @Test("two roots are one corpus, whatever order they are given in")
  func two() throws {
    var random = SeededGenerator()
    let corpus = try TestCorpus()
    for root in ["x", "y"] {
      for name in ["a.md", "b/c.md"] {
        try corpus.write("\(root)/\(name)", "# 같은\n\n같은 글 \(root)\n")
      }
      try corpus.write("\(root)/r.md", randomMarkdown(&random, sections: 5))
    }
    let roots = ["x", "y"].map { corpus.scratch.path($0) }
    let other = corpus.scratch.path("other")
    try corpus.build(roots)
    try corpus.build(roots.reversed(), index: other)
    #expect(try Snapshot.open(corpus.index).sectionCount == Snapshot.open(other).sectionCount)
    for query in sampleQueries + ["같은 글"] {
      #expect(try corpus.answers(query) == corpus.answers(query, index: other), "\(query)")
    }
    // Changes in both, then merges: the order of the roots still does not show.
    for round in 1...6 {
      try corpus.write("x/\(round).md", "# 같은\n\n같은 글 x\n", at: 1_700_000_000 + round)
      try corpus.write("y/\(round).md", "# 같은\n\n같은 글 x\n", at: 1_700_000_000 + round)
      try corpus.build(roots)
      try corpus.build(roots.reversed(), index: other)
    }
    #expect(try corpus.answers("같은 글") == corpus.answers("같은 글", index: other))
    #expect(try corpus.problems(other).isEmpty)
  }

  @Test("a build of one root leaves the files of the other")
  func separate() throws {
    let corpus = try TestCorpus()
    try corpus.write("x/a.md", "# 하나\n\n가우시안\n")
    try corpus.write("y/a.md", "# 하나\n\n스플래팅\n")
    try corpus.build([corpus.scratch.path("x")])
    #expect(try corpus.build([corpus.scratch.path("y")]).removed == 0)
    #expect(try corpus.documents("title:하나").count == 2)
    corpus.remove("x/a.md")
    #expect(try corpus.build([corpus.scratch.path("y")]).removed == 0)
    let summary = try corpus.build([])
    #expect(summary.removed == 1)
    #expect(summary.unchanged == 1)
    #expect(try corpus.documents("title:하나").count == 1)
  }

  @Test("a root inside a known one, or around it, indexes no file twice")
  func nested() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n\n가우시안\n")
    try corpus.write("notes/in/b.md", "# 둘\n\n가우시안\n")
    try corpus.write("outside.md", "# 셋\n\n가우시안\n")
    try corpus.build()
    let inner = try corpus.build([corpus.scratch.path("notes/in")])
    #expect(!inner.committed)
    #expect(inner.unchanged == 1)
    try corpus.write("notes/in/c.md", "# 넷\n\n가우시안\n")
    #expect(try corpus.build([corpus.scratch.path("notes/in")]).added == 1)
    #expect(try corpus.documents("가우시안").sorted() == ["a.md#1", "in/b.md#1", "in/c.md#1"])
    #expect(try Snapshot.open(corpus.index).sources == [corpus.folder])
    let outer = try corpus.build([corpus.scratch.path])
    #expect(outer.added == 1)
    #expect(outer.unchanged == 3)
    corpus.remove("notes/a.md")
    #expect(try corpus.build([]).removed == 1)
    #expect(try corpus.documents("가우시안").count == 3)
    #expect(try corpus.problems().isEmpty)
  }

  @Test("one file can be a path")
  func file() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n\n가우시안\n")
    try corpus.write("notes/b.md", "# 둘\n\n가우시안\n")
    #expect(try corpus.build([corpus.scratch.path("notes/b.md")]).added == 1)
    #expect(try corpus.documents("가우시안") == ["b.md#1"])
  }

  @Test("names that differ by normalization only are two files, and two roots")
  func normalization() throws {
    let composed = "한글"
    let decomposed = "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"
    let corpus = try TestCorpus()
    for name in [composed, decomposed] {
      try corpus.write("notes/\(name).md", "# 하나\n\n가우시안 \(name)\n")
    }
    #expect(try corpus.build().added == 2)
    #expect(try corpus.documents("가우시안").count == 2)
    #expect(try corpus.documents("path:한글").count == 2)
    #expect(try !corpus.build().committed)

    let roots = [composed, decomposed].map { corpus.scratch.path($0) }
    for name in [composed, decomposed] { try corpus.write("\(name)/a.md", "# 둘\n\n확산\n") }
    #expect(try corpus.build(roots).added == 2)
    #expect(try corpus.documents("확산").count == 2)
    #expect(try !corpus.build(roots).committed)
    corpus.remove("\(decomposed)/a.md")
    #expect(try corpus.build(roots).removed == 1)
    #expect(try corpus.documents("확산").count == 1)
  }

  @Test("without paths the known roots are built, and a root that is gone keeps its files")
  func known() throws {
    let corpus = try TestCorpus()
    let error = #expect(throws: IndexError.self) { try corpus.build([]) }
    #expect(error?.code == .noIndex)
    try corpus.write("x/a.md", "# 하나\n\n가우시안\n")
    try corpus.write("notes/b.md", "# 둘\n\n가우시안\n")
    try corpus.build([corpus.folder, corpus.scratch.path("x")])
    try corpus.write("x/c.md", "# 셋\n\n가우시안\n")
    #expect(try corpus.build([]).added == 1)
    rename(corpus.scratch.path("x"), corpus.scratch.path("elsewhere"))
    let summary = try corpus.build([])
    #expect(summary.removed == 0)
    #expect(!corpus.messages.isEmpty)
    #expect(try corpus.documents("가우시안").count == 3)
  }

  @Test("a file given to build stands for itself, not for its folder")
  func oneFile() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n\n가우시안\n")
    try corpus.write("notes/b.md", "# 둘\n\n가우시안\n")
    #expect(try corpus.build([corpus.scratch.path("notes/a.md")]).added == 1)
    let again = try corpus.build([])
    #expect(!again.committed && again.unchanged == 1)
    #expect(try corpus.documents("가우시안") == ["a.md#1"])
    // Its folder takes its place.
    #expect(try corpus.build().added == 1)
    #expect(try Snapshot.open(corpus.index).sources == [corpus.folder])
  }
}
