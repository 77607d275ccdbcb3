import Glibc

/// Sixteen bytes of a text.
typealias Sixteen = SIMD16<UInt8>

extension Sixteen {
  /// Its lanes' numbers.
  private static var numbers: Sixteen { [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] }

  /// Where the sixteen bytes begin that hold the byte at `place` of a text of `count` and, as far as the
  /// text goes on, those behind it.
  @inline(__always)
  private static func start(around place: Int, of count: Int) -> Int {
    Swift.max(0, Swift.min(place, count &- 16))
  }

  /// Those bytes; what is behind the text is 0.
  @inline(__always)
  fileprivate init(_ bytes: UnsafeRawBufferPointer, around place: Int) {
    guard bytes.count < 16 else {
      let start = Self.start(around: place, of: bytes.count)
      self = bytes.loadUnaligned(fromByteOffset: start, as: Sixteen.self)
      return
    }
    self = .zero
    for lane in bytes.indices { self[lane] = bytes[lane] }
  }

  /// 255 for those of the bytes that are in a range which begins at their place.
  @inline(__always)
  fileprivate static func lanes(_ range: Range<Int>, of count: Int) -> Sixteen {
    let start = start(around: range.lowerBound, of: count)
    let low = Sixteen(repeating: UInt8(truncatingIfNeeded: range.lowerBound &- start))
    let high = Sixteen(repeating: UInt8(truncatingIfNeeded: range.upperBound &- start))
    return unsafeBitCast(numbers .>= low, to: Sixteen.self)
      & unsafeBitCast(numbers .< high, to: Sixteen.self)
  }

  /// All of them added up.
  @inline(__always)
  fileprivate var sum: Int {
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    let bytes: UInt64 = 0x00FF_00FF_00FF_00FF
    // Four sums of up to 1,020 in two bytes each, then all of them in the highest.
    let pairs =
      (halves[0] & bytes) &+ (halves[0] &>> 8 & bytes)
      &+ (halves[1] & bytes) &+ (halves[1] &>> 8 & bytes)
    return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
  }
}

/// Counting and finding bytes of a text, many at a time.
extension Array where Element == UInt8 {
  /// How many bytes of a range are of a kind. O(range), sixteen bytes a step.
  ///
  /// - Parameters:
  ///   - range: Bytes of the text.
  ///   - isCounted: Of sixteen bytes, 255 for each that counts and 0 for the others.
  /// - Returns: The number of those that count.
  @inline(__always)
  func count(in range: Range<Int>, where isCounted: (Sixteen) -> Sixteen) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return withUnsafeBytes { bytes in
      var total = 0
      var at = range.lowerBound
      while at < range.upperBound {
        // What a byte can count.
        let end = Swift.min(range.upperBound, at &+ 255 &* 16)
        var counts = Sixteen.zero
        while end &- at >= 16 {
          counts &-= isCounted(bytes.loadUnaligned(fromByteOffset: at, as: Sixteen.self))
          at &+= 16
        }
        if at < end {
          counts &-=
            isCounted(Sixteen(bytes, around: at)) & Sixteen.lanes(at..<end, of: bytes.count)
          at = end
        }
        total &+= counts.sum
      }
      return total
    }
  }

  /// How many line feeds a range holds. O(range).
  func lineFeeds(in range: Range<Int>) -> Int {
    count(in: range) { unsafeBitCast($0 .== Sixteen(repeating: 0x0A), to: Sixteen.self) }
  }

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
