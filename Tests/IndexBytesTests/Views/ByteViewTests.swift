import IndexBytes
import TestSupport
import Testing

@Suite("Views of bytes")
struct ByteViewTests {
  @Test("a slice is there exactly where its bytes are")
  func slices() {
    let bytes: [UInt8] = Array(0..<10)
    bytes.withByteView { view in
      for offset in -2...12 {
        for count in -2...12 {
          let slice = view.slice(offset, count)
          let fits = offset >= 0 && count >= 0 && offset + count <= 10
          #expect((slice != nil) == fits, "\(offset), \(count)")
          if let slice { #expect(slice.array == Array(bytes[offset..<offset + count])) }
        }
      }
      #expect(view.slice(.max, .max) == nil)
      #expect(view.slice(.min, .max) == nil)
      #expect(view.slice(1, .max) == nil)
    }
  }

  @Test("the order of views is that of their bytes")
  func compare() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let left = (0..<random.below(5)).map { _ in UInt8(random.below(3)) }
      let right = (0..<random.below(5)).map { _ in UInt8(random.below(3)) }
      left.withByteView { a in
        right.withByteView { b in
          #expect((a.compare(b) < 0) == left.lexicographicallyPrecedes(right))
          #expect((a.compare(b) == 0) == (left == right))
          #expect(a.equals(b) == (left == right))
          #expect(a.compare(b).signum() == -b.compare(a).signum())
        }
      }
    }
  }

  @Test("bytes above 0x7F order as unsigned")
  func unsigned() {
    [0x7F].withByteView { a in [0x80].withByteView { b in #expect(a.compare(b) < 0) } }
  }

  @Test("integers load at any alignment")
  func alignment() {
    var random = SeededGenerator()
    let bytes = random.bytes(64)
    bytes.withByteView { view in
      for offset in 0..<40 {
        let expected = (0..<8).reduce(UInt64(0)) {
          $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1)
        }
        #expect(view.uint64(offset) == expected)
        #expect(view.uint32(offset) == UInt32(truncatingIfNeeded: expected))
        #expect(view.lanes(offset)[0] == view.uint32(offset))
        #expect(view.lanes(offset)[3] == view.uint32(offset + 12))
      }
    }
  }

  @Test("text that is not UTF-8 is repaired; an empty view is empty")
  func text() {
    [0xEA, 0xB0, 0x80, 0xFF].withByteView { #expect($0.string == "가\u{FFFD}") }
    [UInt8]().withByteView { view in
      #expect(view.count == 0)
      #expect(view.string == "")
      #expect(view.array == [])
    }
  }
}
