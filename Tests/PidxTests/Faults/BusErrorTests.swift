import Glibc
import Testing

@Suite("A file cut short while it is in use")
struct BusErrorTests {
  @Test("ends with a line that says what to do, not with a signal")
  func reported() throws {
    let library = try Library()
    // Nobody writes to this pipe, so pidx stands still there until it is sent the signal that the
    // system sends for a page that is gone.
    try #require(mkfifo("\(library.scratch.path)/queries", 0o600) == 0)
    let command = [Library.program, "query", "--trec", "--batch", "queries"]
    // On a busy machine pidx may need more time to begin.
    for seconds in ["1", "4", "16", "64"] {
      let result = try Process.run(
        "timeout", ["--foreground", "--preserve-status", "--signal=BUS", seconds] + command,
        in: library.scratch.path)
      if result.status == 128 + SIGBUS { continue }
      #expect(result.status == 2)
      #expect(
        result.errors.hasPrefix("pidx: a file of the index was cut short"), "\(result.errors)")
      return
    }
    Issue.record("ended by the signal")
  }
}
