import IndexBytes
import Testing

@Suite("Reading a byte grammar")
struct ByteReaderTests {
  private static let sample: [UInt8] = {
    var writer = ByteWriter()
    writer.byte(7)
    writer.varint(300)
    writer.uint32(0xDEAD_BEEF)
    writer.uint64(0x0123_4567_89AB_CDEF)
    writer.signedVarint(-500)
    writer.string("한글 text")
    writer.append([1, 2, 3])
    return writer.bytes
  }()

  /// What the sample's reader gives, as text.
  private func readAll(_ reader: inout ByteReader) -> [String] {
    [
      "\(reader.byte())", "\(reader.varint())", "\(reader.uint32())", "\(reader.uint64())",
      "\(reader.signedVarint())", reader.string(), "\(reader.bytes(3).array)",
    ]
  }

  @Test("what was written is read back")
  func whole() {
    Self.sample.withByteView { view in
      var reader = ByteReader(view)
      let values = readAll(&reader)
      #expect(
        values == [
          "7", "300", "\(0xDEAD_BEEF as UInt32)", "\(0x0123_4567_89AB_CDEF as UInt64)", "-500",
          "한글 text", "[1, 2, 3]",
        ])
      #expect(reader.atEnd)
      #expect(!reader.failed)
    }
  }

  @Test("cut anywhere, the reader fails and stays failed")
  func truncated() {
    for length in 0..<Self.sample.count {
      Array(Self.sample[..<length]).withByteView { view in
        var reader = ByteReader(view)
        _ = readAll(&reader)
        #expect(reader.failed, "cut to \(length) bytes")
        #expect(reader.atEnd)
        #expect(reader.byte() == 0)
        #expect(reader.varint() == 0)
        #expect(reader.uint32() == 0)
        #expect(reader.uint64() == 0)
        #expect(reader.signedVarint() == 0)
        #expect(reader.string() == "")
        #expect(reader.failed)
      }
    }
  }

  @Test("after a failure nothing more is read, even what would fit")
  func sticky() {
    [1, 2, 3, 4, 5].withByteView { view in
      var reader = ByteReader(view)
      _ = reader.uint64()
      #expect(reader.failed)
      #expect(reader.byte() == 0)
      #expect(reader.bytes(1).count == 0)
      #expect(reader.failed)
    }
  }

  @Test("a length beyond the end, or negative, is a failure")
  func lengths() {
    for count in [4, 1 << 40, Int.max, -1] {
      [1, 2, 3].withByteView { view in
        var reader = ByteReader(view)
        #expect(reader.bytes(count).count == 0)
        #expect(reader.failed)
      }
    }
  }

  @Test("integers are little-endian")
  func endianness() {
    var writer = ByteWriter()
    writer.uint32(0x0102_0304)
    writer.uint64(0x0102_0304_0506_0708)
    #expect(writer.bytes == [4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1])
  }
}
