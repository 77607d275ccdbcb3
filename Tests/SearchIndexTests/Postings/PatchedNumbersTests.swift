import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Numbers with exceptions")
struct PatchedNumbersTests {
  private let arena = FlatArena()

  private func write(_ numbers: [UInt32]) -> (code: Int, bytes: [UInt8]) {
    let buffer = arena.buffer(of: UInt32(0), count: 128)
    for (index, number) in numbers.enumerated() { buffer[index] = number }
    var writer = ByteWriter()
    let plan = PatchedNumbers.plan(buffer, count: numbers.count)
    PatchedNumbers.write(buffer, count: numbers.count, plan, to: &writer)
    return (plan.code, writer.bytes)
  }

  private func read(_ code: Int, _ bytes: [UInt8], count: Int) -> [UInt32]? {
    let output = arena.buffer(of: UInt32.max, count: 128)
    return (bytes + [UInt8](repeating: 0xFF, count: 32)).withByteView { view -> [UInt32]? in
      let end = PatchedNumbers.unpack(
        view, at: 0, code: code, count: count, end: bytes.count, into: output)
      guard let end else { return nil }
      #expect(end == bytes.count)
      let numbers = (0..<count).map { output[$0] }
      for start in 0..<count {
        let some = start..<min(count, start + 1 + start % 5)
        #expect(readAlone(some, view, code, count) == Array(numbers[some]))
      }
      return numbers
    }
  }

  /// Some of the numbers, read without the others.
  private func readAlone(
    _ range: Range<Int>, _ view: ByteView, _ code: Int, _ count: Int
  ) -> [UInt32]? {
    let output = arena.buffer(of: UInt32.max, count: 128)
    let isRead = PatchedNumbers.read(range, view, at: 0, code: code, count: count, into: output)
    for place in 0..<128 where !range.contains(place) { #expect(output[place] == .max) }
    return isRead ? range.map { output[$0] } : nil
  }

  @Test("the example of the format's page")
  func example() {
    #expect(read(0x82, [0x21, 0x61, 0x03, 0x03, 0x01], count: 5) == [1, 0, 2, 9, 3])
  }

  @Test("numbers with and without outliers read back")
  func random() {
    var random = SeededGenerator()
    var patched = 0
    for _ in 0..<400 {
      let count = random.once(in: 2) ? 128 : 1 + random.below(128)
      let width = UInt64(random.below(33))
      let rarity = 2 + random.below(40)
      let numbers = (0..<count).map { _ in
        let shift = 64 - width + (random.once(in: rarity) ? 0 : UInt64(random.below(9)))
        return UInt32(truncatingIfNeeded: random.next() >> shift)
      }
      let (code, bytes) = write(numbers)
      if code & PatchedNumbers.flag != 0 { patched += 1 }
      #expect(read(code, bytes, count: count) == numbers)
    }
    #expect(patched > 0)
  }

  @Test("one wide number among narrow ones costs a few bytes")
  func saving() {
    var numbers = [UInt32](repeating: 1, count: 128)
    numbers[77] = 255
    let (code, bytes) = write(numbers)
    #expect(code == PatchedNumbers.flag | 1 && bytes.count == 1 + 16 + 2)
    #expect(read(code, bytes, count: 128) == numbers)
  }

  @Test("damage gives nothing, or other numbers, and never reads outside")
  func damage() {
    var random = SeededGenerator()
    let buffer = arena.buffer(of: UInt32(0), count: 128)
    for _ in 0..<2_000 {
      let bytes = random.bytes(random.below(40))
      let count = 1 + random.below(128)
      let code = random.below(256)
      (bytes + [UInt8](repeating: 0xFF, count: 32)).withByteView { view in
        let end = PatchedNumbers.unpack(
          view, at: 0, code: code, count: count, end: bytes.count, into: buffer)
        #expect(end.map { $0 <= bytes.count } != false)
        if PatchedNumbers.end(view, at: 0, code: code, count: count, end: bytes.count) != nil {
          _ = readAlone(0..<1 + random.below(count), view, code, count)
        }
      }
    }
  }
}
