import Glibc

// Searching and copying runs of bytes. Together with the system calls in `OpenFile`, the folder
// listing and the two C parsers' bridges this is all of the module's code that sees pointers.

extension Span where Element == UInt8 {
  /// The offset of the first `byte` in `range`, at the speed of `memchr`.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return withUnsafeBufferPointer { bytes -> Int? in
      guard let base = bytes.baseAddress, !range.isEmpty else { return nil }
      guard let found = memchr(base + range.lowerBound, Int32(byte), range.count) else {
        return nil
      }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// The end of the line that holds `offset`: just past its newline, or `end` for the last line.
  func lineEnd(from offset: Int, to end: Int, newline: UInt8) -> Int {
    firstIndex(of: newline, in: offset..<end).map { $0 + 1 } ?? end
  }

  /// How often `byte` occurs in `range`.
  func occurrences(of byte: UInt8, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return withUnsafeBufferPointer { bytes in
      var total = 0
      for other in bytes[range] where other == byte { total &+= 1 }
      return total
    }
  }

  /// The text in `range`, with U+FFFD for what is not UTF-8.
  func string(in range: Range<Int>) -> String {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return withUnsafeBufferPointer { String(decoding: $0[range], as: UTF8.self) }
  }

  /// Whether the bytes from `offset` on are `text`.
  func starts(with text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    return withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return length == 0 }
      return memcmp(base + offset, text.utf8Start, length) == 0
    }
  }

  /// `range` without the ASCII white space at both of its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, self[start].isASCIISpace { start += 1 }
    while start < end, self[end - 1].isASCIISpace { end -= 1 }
    return start..<end
  }
}

extension Array where Element == UInt8 {
  /// Appends `range` of `bytes`.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    bytes.withUnsafeBufferPointer { append(contentsOf: $0[range]) }
  }

  /// Appends the bytes of a literal.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}

extension UInt8 {
  /// Space, tab, line feed, vertical tab, form feed or carriage return.
  var isASCIISpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  /// An ASCII digit.
  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// A byte in the middle of a UTF-8 sequence.
  var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }
  /// The lower-case form of an ASCII letter, any other byte as it is.
  var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

extension Span where Element == UInt8 {
  /// The first quotation mark, backslash or control character at or after `start`, else `end`.
  ///
  /// Eight bytes a step; the bit trick marks bytes below 0x20 and bytes that become zero when the
  /// wanted byte is subtracted out (Mycroft's test, exact for the lowest marked byte).
  func plainStringEnd(from start: Int, to end: Int) -> Int {
    precondition(start >= 0 && end <= count)
    return withUnsafeBytes { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      let highs = ones << 7
      var index = start
      while index + 8 <= end {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5C)
        var marks = (word &- ones &* 0x20) & ~word
        marks |= (quotes &- ones) & ~quotes
        marks |= (slashes &- ones) & ~slashes
        marks &= highs
        if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < end, bytes[index] >= 0x20, bytes[index] != 0x22, bytes[index] != 0x5C {
        index += 1
      }
      return index
    }
  }
}
