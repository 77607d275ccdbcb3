import Glibc
import Testing

@Suite struct WatchTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func appliesChangesUntilItIsStopped(signal: Int32) throws {
    let library = try Library(built: false)
    let watch = try RunningProcess(library.scratch, "watch", "notes")
    #expect(RunningProcess.waited { watch.errors.contains("watching 2 folders") })
    #expect(watch.output.contains("3 files added"))
    try library.scratch.write("# 새 글\n\n초해상도\n", to: "notes/in/new.md")
    #expect(RunningProcess.waited { watch.output.contains("generation 2") })
    #expect(RunningProcess.waited { try library.run("query", "초해상도").status == 0 })
    #expect(watch.end(signal) == 0)
    #expect(try library.run("build").text.hasPrefix("nothing changed: 4 files"))
  }

  @Test func waitsForAnotherWriterAndSaysSo() throws {
    let library = try Library()
    let lock = open("\(library.scratch.path)/index/pidx.lock", O_RDWR | O_CLOEXEC)
    try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
    let watch = try RunningProcess(library.scratch, "watch")
    #expect(RunningProcess.waited { watch.errors.contains("waiting for it") })
    close(lock)
    #expect(RunningProcess.waited { watch.errors.contains("watching") })
    #expect(watch.errors.split(separator: "\n").count == 2, "\(watch.errors)")
    #expect(watch.end(SIGTERM) == 0)
  }

  @Test func saysWhatIsMissing() throws {
    let library = try Library(built: false)
    #expect(try library.run("watch").errors.contains("pidx watch PATH"))
    let result = try library.run("watch", "nowhere")
    #expect(result.status == 2)
    #expect(result.errors.contains("nowhere: open: No such file or directory"))
    #expect(try library.run("watch", "notes", "--poll", "0").status == 2)
  }
}
