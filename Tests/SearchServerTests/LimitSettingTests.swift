import Testing

@testable import SearchServer

@Suite struct LimitSettingTests {
  @Test func everyLimitCanBeSet() {
    for name in ServerLimits.names {
      var limits = ServerLimits()
      let isSet = limits.set(name, to: "7")
      #expect(isSet)
      #expect(limits.all.first { $0.name == name }?.value == 7)
      let others = limits.all.filter { $0.name != name }.map(\.value)
      #expect(others == ServerLimits().all.filter { $0.name != name }.map(\.value))
    }
  }

  @Test(arguments: [("line", "0"), ("line", "-1"), ("line", "1.5"), ("", "1"), ("lines", "1")])
  func othersCannot(name: String, value: String) {
    var limits = ServerLimits()
    let isSet = limits.set(name, to: value)
    #expect(!isSet)
  }

  @Test func aClientIsTimedFromTheFirstByteOfALine() {
    var times = SessionTimes(now: 10)
    #expect(times.awaitingSince == 10)
    times.received(now: 20, begins: true, wasInside: false)
    times.received(now: 30, begins: true, wasInside: true)
    #expect(times.awaitingSince == 20 && times.lastInput == 30)
    times.hasSpoken = true
    times.received(now: 40, begins: false, wasInside: true)
    #expect(times.awaitingSince == nil)
  }

  @Test func aClientStallsWhileItTakesNothing() {
    var times = SessionTimes(now: 0)
    var stalled: [UInt64] = []
    stalled.append(times.stalledSince(now: 10, bytes: 0) ?? 0)
    stalled.append(times.stalledSince(now: 20, bytes: 100) ?? 0)
    stalled.append(times.stalledSince(now: 30, bytes: 100) ?? 0)
    stalled.append(times.stalledSince(now: 40, bytes: 150) ?? 0)
    stalled.append(times.stalledSince(now: 50, bytes: 120) ?? 0)
    stalled.append(times.stalledSince(now: 60, bytes: 0) ?? 0)
    #expect(stalled == [0, 20, 20, 20, 50, 0])
  }
}
