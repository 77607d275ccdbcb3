import IndexBytes

/// Numbers most of which are narrow: packed in the width of most, and what the few wide ones have above it.
///
///     numbers    := packed | extra:u8 packed exceptions
///     packed     := a block of `bits`, or a tail where there are fewer than 128 numbers
///     exceptions := a tail of 7 + excess bits each: place in the low 7, the number's upper bits above them
///
/// The width is written elsewhere, as a byte: the low seven bits are the width, the eighth says that
/// there are exceptions. The low five bits of `extra` are how many, the high three their excess
/// less one. (Zukowski et al., "Super-scalar RAM-CPU cache compression", ICDE 2006: PFOR.)
enum PatchedNumbers {
  /// Says in a width that exceptions follow.
  static let flag = 0x80
  private static let mostExceptions = 31
  private static let widestExcess = 8
  private static let placeBits = 7
  /// Bytes that exceptions must save: patching costs time where it is read.
  private static let leastSaving = 4

  /// How some numbers are best written.
  struct Plan {
    /// Width, flagged if there are exceptions.
    var code = 0
    var bits = 0
    var excess = 0
    var exceptions = 0
  }

  /// The smallest form of the first `count` of `numbers`. O(count).
  static func plan(_ numbers: FlatBuffer<UInt32>, count: Int) -> Plan {
    var histogram = InlineArray<33, UInt16>(repeating: 0)
    for index in 0..<count { histogram[BitPacking.width(numbers[index])] &+= 1 }
    var widest = 32
    while widest > 0, histogram[widest] == 0 { widest &-= 1 }
    var best = Plan(code: widest, bits: widest)
    var least = BitPacking.bytes(count: count, bits: widest) - (leastSaving - 1)
    var exceptions = 0
    for excess in 1..<(min(widestExcess, widest) + 1) {
      exceptions += Int(histogram[widest - excess + 1])
      if exceptions > mostExceptions { break }
      let size =
        1 + BitPacking.bytes(count: count, bits: widest - excess)
        + BitPacking.tailBytes(count: exceptions, bits: placeBits + excess)
      guard size < least else { continue }
      least = size
      best = Plan(
        code: flag | (widest - excess), bits: widest - excess, excess: excess,
        exceptions: exceptions)
    }
    return best
  }

  /// Appends the first `count` of `numbers`, at most 128, as planned. The numbers lose what
  /// exceptions have.
  static func write(
    _ numbers: FlatBuffer<UInt32>, count: Int, _ plan: Plan, to writer: inout ByteWriter
  ) {
    if plan.exceptions == 0 {
      return BitPacking.pack(numbers, count: count, bits: plan.bits, into: &writer)
    }
    writer.byte(UInt8(plan.exceptions | (plan.excess - 1) << 5))
    var upper = BitTail()
    var exceptions = ByteWriter(capacity: plan.exceptions * 2 + 8)
    for index in 0..<count where BitPacking.width(numbers[index]) > plan.bits {
      let above = numbers[index] >> UInt32(plan.bits)
      upper.append(
        UInt32(index) | above << UInt32(placeBits), bits: placeBits + plan.excess, to: &exceptions)
      numbers[index] &= 1 << UInt32(plan.bits) - 1
    }
    upper.finish(&exceptions)
    BitPacking.pack(numbers, count: count, bits: plan.bits, into: &writer)
    writer.append(exceptions.bytes)
  }

  /// Unpacks `count` numbers at `place` into the front of `output`, which has room for 128.
  ///
  /// - Parameters:
  ///   - view: The file.
  ///   - place: Where they begin.
  ///   - code: Their width, flagged if there are exceptions.
  ///   - count: How many there are, at most 128.
  ///   - end: Where they must end at the latest; eight more bytes are in the view.
  ///   - output: Takes them.
  /// - Returns: Where they end, or nil where they are damaged.
  static func unpack(
    _ view: ByteView, at place: Int, code: Int, count: Int, end: Int,
    into output: FlatBuffer<UInt32>
  ) -> Int? {
    let bits = code & ~flag
    var place = place
    var extra = 0
    if code & flag != 0 {
      guard place < end else { return nil }
      extra = Int(view.byte(place))
      place &+= 1
    }
    let size = BitPacking.bytes(count: count, bits: bits)
    guard bits <= 32, place &+ size <= end else { return nil }
    if count == BitPacking.blockSize {
      BitPacking.unpackBlock(view, at: place, bits: bits, into: output)
    } else {
      BitPacking.unpackTail(view, at: place, count: count, bits: bits, into: output)
    }
    if code & flag == 0 { return place &+ size }
    return patch(view, at: place &+ size, extra, bits: bits, count: count, end: end, output)
  }

  /// Reads some of `count` numbers into the places of `output` that they have among all of them; false
  /// where they are damaged. O(numbers read + log exceptions).
  ///
  /// - Parameters:
  ///   - range: Which of them.
  ///   - view: The file.
  ///   - place: Where all of them begin; `end` has found that they are inside the view.
  ///   - code: Their width, flagged if there are exceptions.
  ///   - count: How many there are, at most 128.
  ///   - output: Takes those read.
  /// - Returns: Whether numbers so wide can have exceptions, if they do.
  static func read(
    _ range: Range<Int>, _ view: ByteView, at place: Int, code: Int, count: Int,
    into output: FlatBuffer<UInt32>
  ) -> Bool {
    let bits = code & ~flag
    let hasExceptions = code & flag != 0
    let start = hasExceptions ? place &+ 1 : place
    for index in range {
      output[index] = BitPacking.value(view, at: start, count: count, bits: bits, index)
    }
    if !hasExceptions { return true }
    guard bits < 32 else { return false }
    patch(
      range, view, at: start &+ BitPacking.bytes(count: count, bits: bits),
      Int(view.byte(place)), bits: bits, output)
    return true
  }

  /// Adds the upper bits of the exceptions whose places, which ascend, are in a range.
  @inline(__always)
  private static func patch(
    _ range: Range<Int>, _ view: ByteView, at place: Int, _ extra: Int, bits: Int,
    _ output: FlatBuffer<UInt32>
  ) {
    let exceptions = extra & mostExceptions
    let width = placeBits &+ (extra >> 5) &+ 1
    var next = 0
    var left = exceptions
    while left > 0 {
      let half = left >> 1
      let bit = (next &+ half) &* width
      let word = view.uint64(place &+ (bit >> 3)) &>> UInt64(bit & 7)
      let isBefore = Int(word & 127) < range.lowerBound
      next = isBefore ? next &+ half &+ 1 : next
      left = isBefore ? left &- half &- 1 : half
    }
    let mask = (UInt64(1) &<< UInt64(width)) &- 1
    while next < exceptions {
      let bit = next &* width
      let word = view.uint64(place &+ (bit >> 3)) &>> UInt64(bit & 7) & mask
      let index = Int(word & 127)
      guard range.contains(index) else { break }
      output[index] |= UInt32(truncatingIfNeeded: word >> 7) &<< UInt32(bits)
      next &+= 1
    }
  }

  /// Calls `body` with the place and the upper bits of each exception.
  @inline(__always)
  private static func forEachException(
    _ view: ByteView, at place: Int, _ extra: Int, _ body: (_ place: Int, _ above: UInt32) -> Void
  ) {
    let width = placeBits &+ (extra >> 5) &+ 1
    let mask = (UInt64(1) &<< UInt64(width)) &- 1
    var bit = 0
    for _ in 0..<(extra & mostExceptions) {
      let word = view.uint64(place &+ (bit >> 3)) &>> UInt64(bit & 7) & mask
      body(Int(word & 127), UInt32(truncatingIfNeeded: word >> 7))
      bit &+= width
    }
  }

  /// Where `count` numbers at `place` end, or nil where they cannot be there; see `unpack`.
  static func end(
    _ view: ByteView, at place: Int, code: Int, count: Int, end: Int
  ) -> Int? {
    let bits = code & ~flag
    guard bits <= 32, place < end || code == 0 else { return nil }
    var next = place &+ BitPacking.bytes(count: count, bits: bits)
    if code & flag != 0 {
      let extra = Int(view.byte(place))
      next &+= 1
      next &+= BitPacking.tailBytes(
        count: extra & mostExceptions, bits: placeBits &+ (extra >> 5) &+ 1)
    }
    return next <= end ? next : nil
  }

  /// Adds the exceptions' upper bits; returns where they end.
  private static func patch(
    _ view: ByteView, at place: Int, _ extra: Int, bits: Int, count: Int, end: Int,
    _ output: FlatBuffer<UInt32>
  ) -> Int? {
    let exceptions = extra & mostExceptions
    let width = placeBits &+ (extra >> 5) &+ 1
    let size = BitPacking.tailBytes(count: exceptions, bits: width)
    guard place &+ size <= end, bits < 32 else { return nil }
    // A place behind the last number is inside `output` all the same.
    var isInside = true
    forEachException(view, at: place, extra) { index, above in
      isInside = isInside && index < count
      output[index] |= above &<< UInt32(bits)
    }
    return isInside ? place &+ size : nil
  }
}
