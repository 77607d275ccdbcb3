import Glibc
import IndexBytes
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

@Suite("Watching")
struct WatcherTests {
  private func sample() throws -> TestCorpus {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 하나\n\n가우시안\n")
    try corpus.write("notes/in/b.md", "# 둘\n\n스플래팅\n")
    return corpus
  }

  @Test("files that come, change, move and go are applied")
  func changes() throws {
    let watched = try WatchedCorpus.ready(sample())
    let corpus = watched.corpus
    #expect(watched.finds("가우시안", ["a.md#1"]))
    try corpus.write("notes/c.md", "# 셋\n\n확산\n")
    #expect(watched.finds("확산", ["c.md#1"]))
    rename(corpus.scratch.path("notes/c.md"), corpus.scratch.path("notes/in/d.md"))
    #expect(watched.finds("확산", ["in/d.md#1"]))
    corpus.remove("notes/in/d.md")
    #expect(watched.finds("확산", []))
    #expect(try corpus.problems().isEmpty)
  }

  @Test("a write that leaves size and time as they were is noticed")
  func hidden() throws {
    let watched = try WatchedCorpus.ready(sample())
    try watched.corpus.write("notes/a.md", "# 하나\n\n블러시안\n")
    #expect(watched.finds("\"블러시안\"", ["a.md#1"]))
  }

  @Test("folders that appear, move and go are followed")
  func folders() throws {
    let watched = try WatchedCorpus.ready(sample())
    let corpus = watched.corpus
    try corpus.write("notes/x/y/z.md", "# 셋\n\n확산\n")
    #expect(watched.finds("확산", ["x/y/z.md#1"]))
    try corpus.write("notes/x/y/w.md", "# 넷\n\n확산\n")
    #expect(watched.finds("확산", ["x/y/z.md#1", "x/y/w.md#1"]))
    rename(corpus.scratch.path("notes/x"), corpus.scratch.path("notes/v"))
    #expect(watched.finds("확산", ["v/y/z.md#1", "v/y/w.md#1"]))
    try corpus.write("notes/v/y/w.md", "# 넷\n\n바뀐 글\n", at: 1_700_000_001)
    #expect(watched.finds("확산", ["v/y/z.md#1"]))
    rename(corpus.scratch.path("notes/v"), corpus.scratch.path("outside"))
    #expect(watched.finds("확산", []))
  }

  @Test("ignore files count, and a change of one is applied")
  func ignoring() throws {
    let corpus = try sample()
    try corpus.write("notes/.pidxignore", "*.txt\n")
    let watched = try WatchedCorpus.ready(corpus)
    try corpus.write("notes/c.txt", "확산")
    try corpus.write("notes/c.md", "확산")
    #expect(watched.finds("확산", ["c.md#1"]))
    corpus.remove("notes/.pidxignore")
    #expect(watched.finds("확산", ["c.md#1", "c.txt#1"]))
  }

  @Test("its own commits are no changes, though the index is in the corpus")
  func ownCommits() throws {
    let corpus = try sample()
    let watched = try WatchedCorpus.ready(corpus, paths: [corpus.scratch.path])
    for number in 2...4 {
      try corpus.put("notes/\(number).md", "확산")
      #expect(watched.until { watched.generations.last == number })
    }
    #expect(watched.generations == [1, 2, 3, 4])
  }

  @Test("a root that goes and comes again is watched again")
  func root() throws {
    let watched = try WatchedCorpus.ready(sample())
    let corpus = watched.corpus
    rename(corpus.folder, corpus.scratch.path("away"))
    #expect(watched.until { watched.messages.contains { $0.contains("kept in the index") } })
    rename(corpus.scratch.path("away"), corpus.folder)
    try corpus.write("notes/c.md", "확산")
    #expect(watched.finds("확산", ["c.md#1"]))
    try corpus.write("notes/d.md", "확산")
    #expect(watched.finds("확산", ["c.md#1", "d.md#1"]))
  }

  @Test("a file that a symbolic link leads to is watched, and so is a file named as a path")
  func files() throws {
    let corpus = try sample()
    try corpus.write("far/target.md", "확산")
    symlink(corpus.scratch.path("far/target.md"), corpus.scratch.path("notes/link.md"))
    try corpus.write("far/alone.md", "확산")
    let watched = try WatchedCorpus.ready(
      corpus, paths: [corpus.folder, corpus.scratch.path("far/alone.md")])
    #expect(watched.finds("확산", ["link.md#1", "alone.md#1"]))
    try corpus.write("far/target.md", "증류", at: 1_700_000_001)
    #expect(watched.finds("증류", ["link.md#1"]))
    try corpus.write("far/alone.md", "증류", at: 1_700_000_001)
    #expect(watched.finds("증류", ["link.md#1", "alone.md#1"]))
  }

  @Test("while another process writes, it waits, says so once, and goes on")
  func locked() throws {
    let watched = try WatchedCorpus.ready(sample())
    var lock: WriterLock?
    // The watcher may just be looking.
    #expect(
      watched.until {
        lock = try WriterLock(path: watched.corpus.index + "/pidx.lock")
        return true
      })
    try watched.corpus.write("notes/c.md", "확산")
    #expect(watched.until { watched.waits == 1 })
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(watched.finds("확산", ["c.md#1"]))
    #expect(watched.waits == 1)
  }

  @Test("when the limit on watches is reached, it says which, and looks by itself")
  func limit() throws {
    let corpus = try sample()
    let watched = try WatchedCorpus.ready(
      corpus,
      add: { queue, path in
        if path.hasSuffix("/in") {
          errno = ENOSPC
          return -1
        }
        return queue.watch(path)
      })
    let explained = { watched.messages.count { $0.contains("fs.inotify.max_user_watches") } }
    #expect(explained() == 1)
    try corpus.write("notes/in/c.md", "확산")
    #expect(watched.finds("확산", ["in/c.md#1"]))
    #expect(explained() == 1)
  }

  @Test("without any notice from the system, it looks as often as it is told")
  func polling() throws {
    let corpus = try sample()
    let watched = try WatchedCorpus.ready(
      corpus,
      add: { _, _ in
        errno = ENOENT
        return -1
      }
    ) { $0.pollSeconds = 0.1 }
    try corpus.write("notes/c.md", "확산")
    #expect(watched.finds("확산", ["c.md#1"]))
    #expect(watched.messages.isEmpty)
  }

  @Test("after a stop nothing is written and the lock is free")
  func stopping() throws {
    let corpus = try sample()
    let watched = try WatchedCorpus.ready(corpus)
    watched.watcher.stop()
    watched.watcher.stop()
    try corpus.write("notes/c.md", "확산")
    withExtendedLifetime(try WriterLock(path: corpus.index + "/pidx.lock")) {}
    #expect(try corpus.build([]).added == 1)
    // One that was never started, and one that is let go of while it runs.
    try IndexWatcher(folder: corpus.index, paths: []) { _ in }.stop()
    try IndexWatcher(folder: corpus.index, paths: []) { _ in }.start()
    #expect(
      watched.until {
        withExtendedLifetime(try WriterLock(path: corpus.index + "/pidx.lock")) { true }
      })
  }

  @Test("a path or an index that is missing is an error at once")
  func missing() throws {
    let corpus = try sample()
    let path = corpus.scratch.path("none")
    let error = #expect(throws: IndexError.self) {
      _ = try IndexWatcher(folder: corpus.index, paths: [path]) { _ in }
    }
    #expect(error?.path == path)
    let other = #expect(throws: IndexError.self) {
      _ = try IndexWatcher(folder: corpus.index, paths: []) { _ in }
    }
    #expect(other?.code == .noIndex)
  }

  @Test("an index that cannot be written ends it with the reason")
  func damaged() throws {
    let corpus = try sample()
    try corpus.build()
    try corpus.write("index/pidx.manifest", "damaged, and too short for a frame")
    let watched = try WatchedCorpus(corpus)
    watched.watcher.wait()
    guard case .ended(let error) = watched.events.last else {
      Issue.record("\(watched.events)")
      return
    }
    #expect(error.code == .corrupt)
  }
}
