import IndexBytes
import Testing

@Suite struct LargeBufferTests {
  @Test func holdsZerosUntilSomethingIsWritten() {
    var buffer = LargeBuffer<UInt64>(capacity: 10_000)
    buffer[1] = 7
    buffer[9_999] = 8
    let isZero = (0..<10_000).allSatisfy { buffer[$0] == ($0 == 1 ? 7 : $0 == 9_999 ? 8 : 0) }
    #expect(isZero)
  }

  @Test func keepsWhatWasWrittenWhenItGrows() {
    var buffer = LargeBuffer<UInt32>(capacity: 600)
    for index in 0..<600 { buffer[index] = UInt32(index) }
    buffer.grow(to: 100_000)
    buffer.grow(to: 5)
    let isKept = (0..<600).allSatisfy { buffer[$0] == UInt32($0) }
    #expect(isKept && buffer.capacity == 100_000 && buffer[600] == 0 && buffer[99_999] == 0)
  }

  /// Memory that was asked for holds what it would hold without that.
  @Test(arguments: [0..<0, 0..<1, 511..<513, 3..<100_000, 0..<100_000, 99_999..<100_001, -1..<5])
  func preparingChangesNothing(range: Range<Int>) {
    var buffer = LargeBuffer<UInt64>(capacity: 100_000)
    buffer[512] = 9
    buffer.prepare(range)
    let isSame = (0..<100_000).allSatisfy { buffer[$0] == ($0 == 512 ? 9 : 0) }
    #expect(isSame)
  }
}
