import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("Power loss")
struct PowerLossTests {
  /// Looks at what a disk may be when the power is back; returns how many states were looked at.
  private func check(
    _ disk: DiskModel, of folder: String, _ scenario: FaultScenario, done: Bool,
    _ random: inout SeededGenerator, _ comment: String
  ) throws -> Int {
    var states: Set<[String: [UInt8]]> = []
    for loss in DiskModel.Loss.allCases {
      for _ in 0..<(loss == .torn ? 3 : 1) {
        states.insert(disk.afterPowerLoss(loss, in: folder, &random))
      }
    }
    for files in states {
      let run = try scenario.newRun(files)
      defer { scenario.discard(run) }
      let found = try scenario.generation(of: run, comment)
      if done { #expect(found == .new, "what was reported as done stays, \(comment)") }
    }
    return states.count
  }

  @Test("at any call: the old generation or the new one", arguments: FaultScenario.Work.allCases)
  func anywhere(work: FaultScenario.Work) throws {
    var random = SeededGenerator("power loss, \(work)")
    let scenario = try FaultScenario(work)
    var states = 0
    var places = 0
    var call = 1 + random.below(Rounds.divisor)
    while true {
      let run = try scenario.newRun()
      defer { scenario.discard(run) }
      let calls = try FaultyCalls(folder: run, fault: .stop(before: call))
      let summary = try? scenario.build(run, calls)
      states += try check(
        calls.disk, of: run, scenario, done: summary != nil, &random, "power loss at \(call)")
      places += 1
      if calls.failed.isEmpty { break }
      call += Rounds.divisor
    }
    print("\(work): power lost at \(places) places, \(states) states of the disk")
  }

  @Test(
    "after a process was killed and while the next one works",
    arguments: FaultScenario.Work.allCases)
  func afterKill(work: FaultScenario.Work) throws {
    var random = SeededGenerator("power loss after a kill, \(work)")
    let scenario = try FaultScenario(work)
    let whole = try scenario.newRun()
    let counter = try FaultyCalls(folder: whole)
    _ = try scenario.build(whole, counter)
    var (states, places) = (0, 0)
    for kill in Rounds.places(1..<counter.calls + 1, &random) {
      places += 1
      for _ in 0..<2 {
        let run = try scenario.newRun()
        defer { scenario.discard(run) }
        let killed = try FaultyCalls(folder: run, fault: .stop(before: kill))
        _ = try? scenario.build(run, killed)
        let stop = 1 + random.below(counter.calls)
        let next = FaultyCalls(disk: killed.disk, fault: .stop(before: stop))
        let summary = try? scenario.build(run, next)
        states += try check(
          next.disk, of: run, scenario, done: summary != nil, &random,
          "killed at \(kill), power loss at \(stop)")
      }
    }
    print("\(work): killed at \(places) places, \(states) states of the disk")
  }
}
