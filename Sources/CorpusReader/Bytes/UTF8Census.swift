/// A count of what a run of bytes holds when it is read as UTF-8.
struct UTF8Census: Equatable {
  /// Well-formed sequences of two to four bytes.
  var sequences = 0
  /// Bytes that belong to no well-formed sequence.
  var invalidBytes = 0

  /// The census of nothing, and of pure ASCII.
  init() {}

  /// Counts `range` of `bytes`; linear, many bytes a step through what is well-formed.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    bytes.withUnsafeBytes { count(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Takes whole stretches as they are while they are well-formed, and steps through the others.
  private mutating func count(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    step(bytes, &index, toStretch: min(UTF8Stretch.reach, bytes.count))
    var stepped = index
    while bytes.count - index >= UTF8Stretch.length {
      let stretch = UTF8Stretch(bytes, at: index)
      if stretch.isWellFormed {
        sequences += stretch.leads
        index += UTF8Stretch.length
        continue
      }
      let end = index + UTF8Stretch.length
      goBack(bytes, &index, downTo: stepped)
      step(bytes, &index, toStretch: end)
      stepped = index
    }
    goBack(bytes, &index, downTo: stepped)
    step(bytes, &index, to: bytes.count)
  }

  /// Goes back to the beginning of a sequence that `index` is in the middle of, or would be if it
  /// were complete; not to before `floor`, up to where all was counted by steps.
  private mutating func goBack(
    _ bytes: UnsafeRawBufferPointer, _ index: inout Int, downTo floor: Int
  ) {
    for back in 1...UTF8Stretch.reach where back <= index - floor {
      let lead = bytes[index - back]
      guard lead >= 0xC0 else { continue }
      if back < (lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2) {
        index -= back
        sequences -= 1
      }
      return
    }
  }

  /// Counts to `end` at least, and on to where no fault is near: a stretch would take what follows
  /// a faulty byte for called for.
  private mutating func step(
    _ bytes: UnsafeRawBufferPointer, _ index: inout Int, toStretch end: Int
  ) {
    step(bytes, &index, to: end - UTF8Stretch.reach)
    var clear = max(end, index + UTF8Stretch.reach)
    while index < min(clear, bytes.count) {
      let faults = invalidBytes
      step(bytes, &index, to: index + 1)
      if invalidBytes > faults { clear = max(clear, index + UTF8Stretch.reach) }
    }
  }

  /// Counts from `index`, sequence by sequence, to `end` or where the last one ends behind it.
  private mutating func step(_ bytes: UnsafeRawBufferPointer, _ index: inout Int, to end: Int) {
    while index < end {
      if bytes[index] < 0x80 {
        index = Self.skipASCII(bytes, from: index, to: end)
        continue
      }
      let length = Self.sequenceLength(bytes, at: index)
      if length == 0 {
        invalidBytes += 1
        index += 1
      } else {
        sequences += 1
        index += length
      }
    }
  }

  private static func skipASCII(
    _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int {
    var index = start
    while index + 8 <= end {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard word & 0x8080_8080_8080_8080 == 0 else { break }
      index += 8
    }
    while index < end, bytes[index] < 0x80 { index += 1 }
    return index
  }

  /// The length of the well-formed sequence at `index`, or 0 (Unicode 15, table 3-7).
  @inline(__always)
  private static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let lead = bytes[index]
    let left = bytes.count - index
    if left >= 4, lead > 0xE0, lead < 0xED {
      // Hangul and most of what else has three bytes.
      let word = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      return word & 0x00C0_C000 == 0x0080_8000 ? 3 : 0
    }
    if lead >= 0xE0, lead < 0xF0 {
      guard left >= 3 else { return 0 }
      let second = bytes[index + 1]
      guard second.isUTF8Continuation, bytes[index + 2].isUTF8Continuation else { return 0 }
      if lead == 0xE0, second < 0xA0 { return 0 }
      if lead == 0xED, second > 0x9F { return 0 }
      return 3
    }
    if lead >= 0xC2, lead < 0xE0 {
      return left >= 2 && bytes[index + 1].isUTF8Continuation ? 2 : 0
    }
    guard lead >= 0xF0, lead <= 0xF4, left >= 4 else { return 0 }
    let second = bytes[index + 1]
    guard second.isUTF8Continuation, bytes[index + 2].isUTF8Continuation,
      bytes[index + 3].isUTF8Continuation
    else { return 0 }
    if lead == 0xF0, second < 0x90 { return 0 }
    if lead == 0xF4, second > 0x8F { return 0 }
    return 4
  }
}

extension Span where Element == UInt8 {
  /// The end without a UTF-8 sequence that is cut off there.
  var wholeSequencesEnd: Int {
    var index = count
    while index > 0, count - index < 3, self[index - 1].isUTF8Continuation { index -= 1 }
    return index > 0 && self[index - 1] >= 0xC0 ? index - 1 : count
  }
}
