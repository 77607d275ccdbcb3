import IndexBytes
import TestSupport
import Testing

@Suite("Varints")
struct VarintTests {
  static let edges: [Int] = [
    0, 1, 126, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152, 1 << 28, 1 << 35, 1 << 42,
    1 << 49, 1 << 56, 1 << 62, .max - 1, .max,
  ]

  private func roundTrip(_ value: Int) -> (value: Int, bytes: Int, clean: Bool) {
    var writer = ByteWriter()
    writer.varint(value)
    return writer.bytes.withByteView { view in
      var reader = ByteReader(view)
      let read = reader.varint()
      return (read, view.count, reader.atEnd && !reader.failed)
    }
  }

  @Test("edges read back the same, seven bits a byte", arguments: edges)
  func edge(value: Int) {
    let result = roundTrip(value)
    #expect(result.value == value)
    #expect(result.clean)
    let bits = max(1, 64 - UInt64(value).leadingZeroBitCount)
    #expect(result.bytes == (bits + 6) / 7)
  }

  @Test("random values of every width read back the same")
  func random() {
    var random = SeededGenerator()
    for bits in 1...63 {
      let value = Int(truncatingIfNeeded: random.next() >> UInt64(64 - bits))
      #expect(roundTrip(value).value == value)
    }
  }

  @Test("what follows does not matter")
  func followed() {
    var random = SeededGenerator()
    for _ in 0..<2000 {
      let value = Int(truncatingIfNeeded: random.next() >> UInt64(1 + random.below(63)))
      var writer = ByteWriter()
      writer.varint(value)
      let end = writer.count
      for _ in 0..<random.below(12) { writer.byte(random.once(in: 2) ? 0xFF : 0) }
      writer.bytes.withByteView { view in
        var reader = ByteReader(view)
        #expect(reader.varint() == value)
        #expect(reader.offset == end)
      }
    }
  }

  @Test("signed values read back the same")
  func signed() {
    let limit = 1 << 62 - 1
    for value in [0, -1, 1, -2, 63, -64, 64, -65, 1 << 40, -(1 << 40), limit, -limit] {
      var writer = ByteWriter()
      writer.signedVarint(value)
      writer.bytes.withByteView { view in
        var reader = ByteReader(view)
        #expect(reader.signedVarint() == value)
        #expect(reader.atEnd && !reader.failed)
      }
    }
  }

  @Test("a small magnitude takes one byte whatever its sign")
  func zigzag() {
    for value in -64...63 {
      var writer = ByteWriter()
      writer.signedVarint(value)
      #expect(writer.count == 1)
    }
  }

  @Test("a varint that never ends is a failure")
  func endless() {
    for count in 1...20 {
      [UInt8](repeating: 0x80, count: count).withByteView { view in
        var reader = ByteReader(view)
        #expect(reader.varint() == 0)
        #expect(reader.failed)
      }
    }
  }
}
