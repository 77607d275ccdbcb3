import Glibc
import SearchProtocol
import TestSupport
import Testing

@Suite("Killed at any moment")
struct KillTests {
  /// Kills in each half of the test.
  private static let kills = Rounds.of(100).count

  @Test(
    "the old answers or the new ones, and the next build goes through",
    arguments: ["first half", "second half"])
  func kill(half: String) throws {
    var random = SeededGenerator("kills, \(half)")
    let states = try TwoStates()
    let commands = [["build"], ["build", "notes", "--rebuild"], ["build", "--threads", "2"]]
    var killed = 0
    var runs = 0
    var limit = states.seconds
    while killed < Self.kills, runs < 8 * Self.kills {
      runs += 1
      try states.writeSources(runs % 2)
      let command = commands[random.below(commands.count)]
      let result = try build(command, within: Double.random(in: 0...limit, using: &random), states)
      let comment = "run \(runs), \(command) ended with \(result.status): \(result.errors)"
      guard result.status == 137 else {
        #expect(result.status == 0, "\(comment)")
        limit *= 0.9
        continue
      }
      killed += 1
      limit *= 1.05
      try states.expectSound(comment)
      if random.once(in: 8) {
        #expect(try states.library.run("build").status == 0, "\(comment)")
        try states.expectSound(states: [runs % 2], comment)
      }
    }
    print("\(killed) of \(runs) builds were killed")
    #expect(killed == Self.kills)
    try expectClean(states, "index")
  }

  @Test("a first build that is killed leaves an index or none")
  func first() throws {
    var random = SeededGenerator("kills of first builds")
    let states = try TwoStates()
    let wanted = Rounds.of(20).count
    var (killed, run) = (0, 0)
    var limit = states.seconds
    while killed < wanted, run < 8 * wanted {
      run += 1
      let name = "first\(run)"
      let result = try build(
        ["build", "notes", "--index", name],
        within: Double.random(in: 0...limit, using: &random), states)
      if result.status == 137 { killed += 1 } else { limit *= 0.8 }
      let verified = try states.library.run("verify", "--index", name)
      if verified.status != 0 { #expect(verified.errors.contains("no index here")) }
      #expect(try states.library.run("build", "notes", "--index", name).status == 0)
      try states.expectSound(index: name, states: [0], "run \(run)")
      try expectClean(states, name)
    }
    print("\(killed) of \(run) first builds were killed")
    #expect(killed == wanted)
  }

  /// Runs pidx, kills it after so many seconds, and waits until it is gone: a process that dies in
  /// the middle of a write still has its lock for a moment.
  private func build(
    _ command: [String], within seconds: Double, _ states: TwoStates
  ) throws -> (status: Int32, errors: String) {
    let process = try RunningProcess(states.library.scratch, command)
    usleep(UInt32(seconds * 1e6))
    return (process.end(SIGKILL), process.errors)
  }

  /// Nothing is left of builds that were killed, once one has gone through.
  private func expectClean(_ states: TwoStates, _ index: String) throws {
    #expect(try states.library.run("build", "notes", "--index", index).status == 0)
    let names = try states.library.scratch.list(index)
    let segments = names.filter { $0.hasPrefix("segment-") }
    #expect(names.filter { !segments.contains($0) } == ["pidx.lock", "pidx.manifest"], "\(names)")
    let status = try states.library.json("status", "--json", "--index", index)
    #expect(status.first?["segments"]?.integer == segments.count)
  }
}
