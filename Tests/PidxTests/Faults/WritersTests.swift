import Testing

@Suite("Several writers at once")
struct WritersTests {
  /// One build, which leaves what it said and how it ended in files.
  private static let one = #""$0" build notes >/dev/null 2>"errors$1"; echo $? >"status$1""#

  @Test("each builds or is refused, nothing is lost, and no lock is left behind")
  func together() throws {
    let states = try TwoStates()
    let scratch = states.library.scratch
    var refused = 0
    for round in 1...8 {
      try states.writeSources(round % 2)
      // A shell that waits for four would wait for a signal that threads of a test have blocked.
      _ = try Process.run(
        "xargs", ["-P", "4", "-n", "1", "sh", "-c", Self.one, Library.program], in: scratch.path,
        input: "1 2 3 4")
      let ended = try (1...4).map { try scratch.text("status\($0)") }
      for number in 1...4 where ended[number - 1] != "0\n" {
        let errors = try scratch.text("errors\(number)")
        #expect(ended[number - 1] == "2\n", "\(errors)")
        #expect(errors.contains("pidx.lock: another process"), "\(errors)")
        #expect(errors.contains("wait until it has finished"), "\(errors)")
        refused += 1
      }
      #expect(ended.contains("0\n"))
      try states.expectSound(states: [round % 2], "round \(round)")
    }
    print("\(refused) of 32 writers were refused")
    #expect(try states.library.run("build").status == 0, "the lock is free")
  }
}
