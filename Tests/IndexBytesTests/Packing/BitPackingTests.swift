import IndexBytes
import TestSupport
import Testing

@Suite("Bit packing")
struct BitPackingTests {
  private let arena = FlatArena()

  private func values(_ count: Int, bits: Int, _ random: inout SeededGenerator) -> [UInt32] {
    let mask = bits == 32 ? UInt32.max : (UInt32(1) << UInt32(bits)) - 1
    return (0..<count).map { index in
      // The extremes first, so that every width sees its largest value.
      index == 0 ? mask : UInt32(truncatingIfNeeded: random.next()) & mask
    }
  }

  private func buffer(_ numbers: [UInt32]) -> FlatBuffer<UInt32> {
    let buffer = arena.buffer(of: UInt32(0), count: numbers.count)
    for (index, number) in numbers.enumerated() { buffer[index] = number }
    return buffer
  }

  @Test("a width holds its largest value and no more")
  func width() {
    #expect(BitPacking.width(0) == 0)
    #expect(BitPacking.width(1) == 1)
    #expect(BitPacking.width(.max) == 32)
    for bits in 1..<32 {
      #expect(BitPacking.width(1 << UInt32(bits) - 1) == bits)
      #expect(BitPacking.width(1 << UInt32(bits)) == bits + 1)
    }
  }

  @Test("a block of any width reads back the same, scalar and SIMD")
  func blocks() {
    var random = SeededGenerator()
    for bits in 0...32 {
      for _ in 0..<4 {
        let lead = random.below(20)
        let numbers = values(128, bits: bits, &random)
        var writer = ByteWriter()
        writer.append(random.bytes(lead))
        BitPacking.packBlock(buffer(numbers), bits: bits, into: &writer)
        #expect(writer.count == lead + BitPacking.blockBytes(bits: bits))
        writer.append(random.bytes(16))
        let scalar = arena.buffer(of: UInt32(7), count: 128)
        let simd = arena.buffer(of: UInt32(9), count: 128)
        writer.bytes.withByteView { view in
          BitPacking.unpackBlockScalar(view, at: lead, bits: bits, into: scalar)
          BitPacking.unpackBlock(view, at: lead, bits: bits, into: simd)
        }
        #expect((0..<128).map { scalar[$0] } == numbers, "width \(bits)")
        #expect((0..<128).map { simd[$0] } == numbers, "width \(bits)")
      }
    }
  }

  @Test("SIMD unpacks arbitrary bytes as the scalar definition does")
  func anyBytes() {
    var random = SeededGenerator()
    for bits in 0...32 {
      let bytes = random.bytes(16 * 32)
      let scalar = arena.buffer(of: UInt32(0), count: 128)
      let simd = arena.buffer(of: UInt32(0), count: 128)
      bytes.withByteView { view in
        BitPacking.unpackBlockScalar(view, at: 0, bits: bits, into: scalar)
        BitPacking.unpackBlock(view, at: 0, bits: bits, into: simd)
      }
      #expect((0..<128).allSatisfy { scalar[$0] == simd[$0] }, "width \(bits)")
    }
  }

  @Test("a tail of any length and width reads back the same", arguments: 0...32)
  func tails(bits: Int) {
    var random = SeededGenerator("tails(\(bits))")
    let output = arena.buffer(of: UInt32(0), count: 128)
    for count in 0...127 {
      let numbers = count == 0 ? [] : values(count, bits: bits, &random)
      var writer = ByteWriter()
      BitPacking.packTail(buffer(numbers), count: count, bits: bits, into: &writer)
      #expect(writer.count == BitPacking.tailBytes(count: count, bits: bits))
      writer.append(random.bytes(8))
      writer.bytes.withByteView { view in
        BitPacking.unpackTail(view, at: 0, count: count, bits: bits, into: output)
      }
      #expect((0..<count).map { output[$0] } == numbers, "\(count) values")
    }
  }

  @Test("ascending numbers read back from their bits")
  func bits() {
    var random = SeededGenerator()
    let output = arena.buffer(of: UInt32(0), count: BitPacking.unpackedBits)
    for widest in 1...40 {
      let count = 1 + random.below(128)
      let gaps = (0..<count).map { _ in UInt32(random.below(widest)) }
      let first = UInt32(random.below(1 << 30))
      var next = first
      let numbers = gaps.map { gap in
        next += gap + 1
        return next - 1
      }
      let words = BitPacking.bitWords(buffer(gaps), count: count)
      #expect(words == (Int(numbers[count - 1] - first) + 64) / 64)
      var writer = ByteWriter()
      BitPacking.packBits(buffer(gaps), count: count, into: &writer)
      #expect(writer.count == words * 8)
      let found = writer.bytes.withByteView { view in
        BitPacking.unpackBits(view, at: 0, words: words, from: first, into: output)
      }
      #expect(found == count)
      #expect((0..<count).map { output[$0] } == numbers)
    }
  }

  @Test("bits of more than a block are not all read")
  func tooManyBits() {
    let output = arena.buffer(of: UInt32(0), count: BitPacking.unpackedBits + 1)
    output[BitPacking.unpackedBits] = 77
    let found = [UInt8](repeating: 0xFF, count: 80).withByteView { view in
      BitPacking.unpackBits(view, at: 0, words: 10, from: 0, into: output)
    }
    #expect(found > BitPacking.blockSize)
    #expect(output[BitPacking.unpackedBits] == 77)
  }

  @Test("the bits 0, 3 and 64 are the words 9 and 1")
  func bitOrder() {
    var writer = ByteWriter()
    BitPacking.packBits(buffer([0, 2, 60]), count: 3, into: &writer)
    #expect(writer.bytes == [9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("neighbours")
  func neighbours() {
    let output = arena.buffer(of: UInt32(0), count: 128)
    BitPacking.fill(output, count: 128, from: 1000)
    #expect((0..<128).map { output[$0] } == Array(1000..<1128))
  }

  @Test("the worked example: 5, 1, 7 at three bits is CD 01")
  func example() {
    var writer = ByteWriter()
    BitPacking.packTail(buffer([5, 1, 7]), count: 3, bits: 3, into: &writer)
    #expect(writer.bytes == [0xCD, 0x01])
  }

  @Test("value i of a block is number i / 4 of lane i % 4")
  func laneOrder() {
    var numbers = [UInt32](repeating: 0, count: 128)
    numbers[5] = 0xA
    var writer = ByteWriter()
    BitPacking.packBlock(buffer(numbers), bits: 4, into: &writer)
    // Lane 1, number 1: the second four bits of the lane's first word, which is at byte 4.
    #expect(writer.bytes.firstIndex { $0 != 0 } == 4)
    #expect(writer.bytes[4] == 0xA0)
  }
}
