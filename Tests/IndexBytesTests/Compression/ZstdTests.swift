import IndexBytes
import TestSupport
import Testing

@Suite("Compression")
struct ZstdTests {
  @Test("what is compressed comes back, block after block in one output")
  func roundTrip() {
    var random = SeededGenerator()
    let compressor = ZstdCompressor()
    var output: [UInt8] = []
    var blocks: [(bytes: [UInt8], range: Range<Int>)] = []
    for size in [0, 1, 2, 100, 4096, 40_000] {
      for isRandom in [true, false] {
        let bytes = isRandom ? random.bytes(size) : [UInt8](repeating: 0x61, count: size)
        let start = output.count
        let count = compressor.compress(bytes, into: &output)
        #expect(count == output.count - start)
        blocks.append((bytes, start..<output.count))
      }
    }
    let decompressor = ZstdDecompressor()
    output.withByteView { view in
      for block in blocks {
        let slice = view.slice(block.range.lowerBound, block.range.count) ?? .empty
        #expect(decompressor.decompress(slice, count: block.bytes.count) == block.bytes)
      }
    }
  }

  @Test("a wrong length is refused")
  func wrongLength() {
    let compressor = ZstdCompressor()
    var output: [UInt8] = []
    _ = compressor.compress([UInt8](repeating: 1, count: 100), into: &output)
    let decompressor = ZstdDecompressor()
    output.withByteView { view in
      for count in [0, 1, 99, 101, 1000] {
        #expect(decompressor.decompress(view, count: count) == nil)
      }
    }
  }

  @Test("a decompressor that refused a block unpacks the next one")
  func reuse() {
    let compressor = ZstdCompressor()
    let decompressor = ZstdDecompressor()
    var output: [UInt8] = []
    let bytes = [UInt8]((0..<200).map { UInt8($0) })
    _ = compressor.compress(bytes, into: &output)
    for length in [output.count / 2, output.count, 3, output.count] {
      Array(output[..<length]).withByteView { view in
        let expected = length == output.count ? bytes : nil
        #expect(decompressor.decompress(view, count: 200) == expected)
      }
    }
  }

  @Test("garbage and cut frames are refused")
  func garbage() {
    var random = SeededGenerator()
    let decompressor = ZstdDecompressor()
    for _ in 0..<200 {
      random.bytes(1 + random.below(60)).withByteView { view in
        #expect(decompressor.decompress(view, count: 100) == nil)
      }
    }
    let compressor = ZstdCompressor()
    var output: [UInt8] = []
    _ = compressor.compress(random.bytes(300), into: &output)
    for length in 0..<output.count {
      Array(output[..<length]).withByteView { view in
        #expect(decompressor.decompress(view, count: 300) == nil)
      }
    }
  }
}
