import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite("A fault at every call")
struct FaultSweepTests {
  /// Calls `body` with a fault at the first call, the second, and so on, until it is past the last;
  /// at some of them under a sanitizer.
  private func sweep(_ scenario: FaultScenario, _ body: (Int) throws -> Bool) throws -> Int {
    var (call, faults) = (Int.random(in: 1...min(10, Rounds.divisor)), 0)
    while try body(call) {
      call += Rounds.divisor
      faults += 1
    }
    #expect(call > 10)
    return faults
  }

  private func expectClear(_ error: IndexError?, _ run: String, _ fault: Fault) {
    guard let error else {
      Issue.record("\(fault): not an error of the index")
      return
    }
    // The folder above is synced when that of the index is made.
    #expect(error.path.hasPrefix(run) || run.hasPrefix(error.path), "\(fault): \(error)")
    #expect(!error.detail.isEmpty && !error.remedy.isEmpty, "\(fault): \(error)")
    #expect(!error.description.contains("\n"))
  }

  /// One run; false if the fault was past the last call.
  private func run(_ scenario: FaultScenario, _ fault: Fault) throws -> Bool {
    let run = try scenario.newRun()
    defer { scenario.discard(run) }
    let calls = try FaultyCalls(folder: run, fault: fault)
    var failure: (any Error)?
    do { _ = try scenario.build(run, calls) } catch { failure = error }
    guard let first = calls.failed.first else { return false }
    let comment = "\(fault), \(first.call) of \(first.path), \(failure.map { "\($0)" } ?? "done")"
    if let failure { expectClear(failure as? IndexError, run, fault) }
    let isCleanable = fault.later.isEmpty && first.call != .unlink && first.path != run
    // What a failure after the commit leaves is removed by the next build.
    if failure != nil, isCleanable { scenario.expectClean(run, comment) }
    let found = try scenario.generation(of: run, comment)
    if failure == nil { #expect(found == .new, "\(comment)") }
    return true
  }

  @Test(
    "one call fails: the old generation or the new one, and a clear error",
    arguments: FaultScenario.Work.allCases)
  func once(work: FaultScenario.Work) throws {
    let scenario = try FaultScenario(work)
    var faults = 0
    for number in [EIO, ENOSPC, EMFILE, EACCES] {
      faults += try sweep(scenario) { try run(scenario, Fault(call: $0, .error(number))) }
    }
    print("\(work): \(faults) calls failed")
  }

  @Test("a call is interrupted: it is made again", arguments: FaultScenario.Work.allCases)
  func interrupted(work: FaultScenario.Work) throws {
    let scenario = try FaultScenario(work)
    let faults = try sweep(scenario) { call in
      let run = try scenario.newRun()
      defer { scenario.discard(run) }
      let calls = try FaultyCalls(folder: run, fault: Fault(call: call, .error(EINTR)))
      #expect(throws: Never.self) { _ = try scenario.build(run, calls) }
      if calls.failed.isEmpty { return false }
      #expect(try scenario.generation(of: run, "interrupted call \(call)") == .new)
      return true
    }
    print("\(work): \(faults) calls interrupted")
  }

  @Test("a write is short: the rest is written", arguments: FaultScenario.Work.allCases)
  func short(work: FaultScenario.Work) throws {
    let scenario = try FaultScenario(work)
    var faults = 0
    let run = try scenario.newRun()
    let counter = try FaultyCalls(folder: run)
    _ = try scenario.build(run, counter)
    var random = SeededGenerator("short writes, \(work)")
    for call in Rounds.places(1..<counter.calls + 1, &random) {
      let run = try scenario.newRun()
      defer { scenario.discard(run) }
      let calls = try FaultyCalls(folder: run, fault: Fault(call: call, .short))
      #expect(throws: Never.self) { _ = try scenario.build(run, calls) }
      if calls.failed.isEmpty { continue }
      faults += 1
      #expect(try scenario.generation(of: run, "short call \(call)") == .new)
    }
    #expect(faults > 1 || Rounds.divisor > 1)
    print("\(work): \(faults) writes short")
  }

  @Test(
    "from one call on the disk is full, or no file can be opened",
    arguments: FaultScenario.Work.allCases)
  func lasting(work: FaultScenario.Work) throws {
    let scenario = try FaultScenario(work)
    var faults = try sweep(scenario) { try run(scenario, .diskFull(from: $0)) }
    faults += try sweep(scenario) { try run(scenario, .noFiles(from: $0)) }
    print("\(work): \(faults) calls failed with those after them")
  }
}
