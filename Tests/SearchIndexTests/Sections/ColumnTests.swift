import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Columns")
struct ColumnTests {
  private func roundTrip(_ numbers: [Int]) -> (bytes: Int, read: [Int]) {
    var writer = ByteWriter()
    Column.write(numbers[...], to: &writer)
    let bytes = writer.count
    writer.append([UInt8](repeating: 0xFF, count: 8))
    let read = writer.bytes.withByteView { view in
      var reader = ByteReader(view)
      let column = Column(&reader, count: numbers.count)
      #expect(!reader.failed && reader.offset == bytes)
      return numbers.indices.map { column.value(view, $0) }
    }
    return (bytes, read)
  }

  @Test("constant and evenly growing numbers take three bytes")
  func lines() {
    for numbers in [
      [Int](repeating: 0, count: 128), [Int](repeating: -5, count: 128), Array(1...128),
      (0..<128).map { 60 - $0 },
    ] {
      let (bytes, read) = roundTrip(numbers)
      #expect(bytes == 3 && read == numbers)
    }
  }

  @Test("numbers of any size and order read back")
  func random() {
    var random = SeededGenerator()
    for width in [1, 3, 8, 20, 31, 48, 55, 56, 57, 60, 62, 63] {
      for count in [1, 2, 127, 128] {
        let numbers = (0..<count).map { _ in
          Int(truncatingIfNeeded: random.next() >> UInt64(64 - width)) - 1 << (width - 1)
        }
        #expect(roundTrip(numbers).read == numbers, "\(width) bits")
        #expect(roundTrip(numbers.sorted()).read == numbers.sorted(), "\(width) bits, sorted")
      }
    }
    let extremes = [Int.min, .max, 0, -1, 1]
    #expect(roundTrip(extremes).read == extremes)
  }

  @Test("a width that is none, or numbers cut short, fail")
  func damage() {
    for bytes: [UInt8] in [
      [57, 0, 0], [63, 0, 0], [65, 0, 0], [255, 0, 0], [8, 0, 0, 1], [64, 0, 0], [],
    ] {
      (bytes + [UInt8](repeating: 0, count: bytes.count < 4 ? 100 : 0)).withByteView { view in
        var reader = ByteReader(view.slice(0, bytes.count) ?? view)
        _ = Column(&reader, count: 100)
        #expect(reader.failed, "\(bytes)")
      }
    }
  }
}
