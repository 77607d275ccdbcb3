import Glibc

/// Counting and finding bytes of a text, many at a time.
extension Array where Element == UInt8 {
  /// How many bytes of a range are of a kind. O(range), many bytes a step.
  @inline(__always)
  func count(in range: Range<Int>, where isCounted: (UInt8) -> Bool) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return withUnsafeBytes { bytes in
      var total = 0
      var at = range.lowerBound
      while at < range.upperBound {
        // What a byte can count: so the compiler adds up a vector of them.
        let end = Swift.min(at + 240, range.upperBound)
        var part: UInt8 = 0
        for index in at..<end { part &+= isCounted(bytes[index]) ? 1 : 0 }
        total &+= Int(part)
        at = end
      }
      return total
    }
  }

  /// How many line feeds a range holds. O(range).
  func lineFeeds(in range: Range<Int>) -> Int { count(in: range) { $0 == 0x0A } }

  /// How many lines further `end` is than `start`; negative where it is before.
  func lineFeeds(from start: Int, to end: Int) -> Int {
    start <= end ? lineFeeds(in: start..<end) : -lineFeeds(in: end..<start)
  }

  /// The line around `offset`, without its line break.
  func line(around offset: Int) -> Range<Int> {
    precondition(offset >= 0 && offset <= count)
    return withUnsafeBytes { bytes in
      let start = Self.lineStart(bytes, offset)
      guard let base = bytes.baseAddress else { return 0..<0 }
      let found = memchr(base + offset, 0x0A, bytes.count - offset)
      var end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      return start..<end
    }
  }

  private static func lineStart(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    var at = offset
    while at > 0, bytes[at - 1] != 0x0A { at &-= 1 }
    return at
  }
}
