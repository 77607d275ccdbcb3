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

  /// One of `count` numbers at `place`, or nil where they are damaged; see `unpack`. O(exceptions).
  static func number(
    _ index: Int, _ view: ByteView, at place: Int, code: Int, count: Int, end: Int
  ) -> UInt32? {
    guard self.end(view, at: place, code: code, count: count, end: end) != nil else { return nil }
    let bits = code & ~flag
    if code & flag == 0 {
      return BitPacking.value(view, at: place, count: count, bits: bits, index)
    }
    let extra = Int(view.byte(place))
    var number = BitPacking.value(view, at: place &+ 1, count: count, bits: bits, index)
    guard bits < 32 else { return nil }
    let upper = place &+ 1 &+ BitPacking.bytes(count: count, bits: bits)
    var isInside = true
    forEachException(view, at: upper, extra) { place, above in
      isInside = isInside && place < count
      if place == index { number |= above &<< UInt32(bits) }
    }
    return isInside ? number : nil
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
