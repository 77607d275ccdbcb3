import Dispatch
import IndexBytes
import Testing

@Suite struct LockedValueTests {
  @Test func threadsChangeItOneAfterTheOther() {
    let counts = LockedValue((sum: 0, entered: false))
    let overlaps = LockedValue(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<2000 {
        let isAlone = counts.withLock { counts in
          let isAlone = !counts.entered
          counts.entered = true
          counts.sum += 1
          counts.entered = false
          return isAlone
        }
        if !isAlone { overlaps.withLock { $0 += 1 } }
      }
    }
    #expect(counts.withLock { $0.sum } == 16_000)
    #expect(overlaps.withLock { $0 } == 0)
  }

  @Test func anErrorUnlocksIt() {
    struct Refused: Error {}
    let value = LockedValue(1)
    #expect(throws: Refused.self) { try value.withLock { _ throws(Refused) in throw Refused() } }
    #expect(value.withLock { $0 } == 1)
  }
}
