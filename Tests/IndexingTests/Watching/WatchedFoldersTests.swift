import Glibc
import TestSupport
import Testing

@testable import Indexing

@Suite("Watched folders")
struct WatchedFoldersTests {
  private func folders(_ corpus: TestCorpus) throws -> WatchedFolders {
    guard let queue = ChangeQueue() else { throw ExitError(number: errno) }
    var folders = WatchedFolders(queue, index: corpus.index)
    folders.beginRound(roots: [corpus.folder])
    folders.enter(corpus.folder)
    folders.endRound()
    return folders
  }

  private struct ExitError: Error { var number: Int32 }

  @Test("names that no corpus holds do not matter")
  func names() throws {
    let corpus = try TestCorpus()
    var folders = try folders(corpus)
    #expect(folders.count == 2)
    for name in ["notes/.hidden.md", "notes/picture.png", "beside.md"] {
      try corpus.write(name, "x")
      #expect(!folders.drain().matters, "\(name)")
    }
    try corpus.write("notes/.gitignore", "x")
    #expect(folders.drain().matters)
    try corpus.write("notes/a.md", "x")
    let summary = folders.drain()
    #expect(summary.matters && summary.written == [corpus.folder + "/a.md"])
    #expect(!folders.drain().matters)
  }

  @Test("what a round does not meet is let go")
  func rounds() throws {
    let corpus = try TestCorpus()
    var folders = try folders(corpus)
    folders.beginRound(roots: [corpus.folder])
    folders.endRound()
    #expect(folders.count == 1)
    try corpus.write("notes/a.md", "x")
    #expect(!folders.drain().matters)
    rmdir(corpus.index)
    rename(corpus.folder, corpus.scratch.path("away"))
    #expect(folders.drain().matters, "the folder around the root tells")
  }

  @Test("the index is never watched")
  func index() throws {
    let corpus = try TestCorpus()
    var folders = try folders(corpus)
    folders.beginRound(roots: [corpus.folder])
    try corpus.write("index/x", "")
    folders.enter(corpus.index)
    folders.endRound()
    #expect(folders.count == 1)
  }

  @Test("a queue that overflows says so, and counts as a change")
  func overflow() throws {
    let corpus = try TestCorpus()
    var folders = try folders(corpus)
    let path = corpus.scratch.path("notes/picture.png")
    try corpus.write("notes/picture.png", "x")
    // Equal changes in a row are told once, so two kinds of them take turns.
    for turn in 0..<400_000 where !isFull(turn) {
      chmod(path, 0o644)
      truncate(path, turn % 2 == 0 ? 1 : 2)
    }
    let summary = folders.drain()
    #expect(summary.hasOverflowed && summary.matters)
    #expect(!folders.drain().hasOverflowed)
  }

  /// Whether so many turns have surely filled the queue.
  private func isFull(_ turn: Int) -> Bool { turn > Self.queueLength }

  private static let queueLength: Int = {
    guard let file = fopen("/proc/sys/fs/inotify/max_queued_events", "r") else { return 16384 }
    defer { fclose(file) }
    var text = [CChar](repeating: 0, count: 32)
    guard fgets(&text, Int32(text.count), file) != nil else { return 16384 }
    return atol(text)
  }()
}
