/// Whether a stretch of bytes is well-formed UTF-8, found without a branch for each sequence.
///
/// Each byte is compared with what the three before it call for, so that the compiler takes
/// sixteen at a time. What the three bytes before the stretch call for belongs to it; what its own
/// last three call for belongs to the next.
struct UTF8Stretch {
  /// Bytes of a stretch; fewer than 256, since leads are counted in a byte.
  static let length = 192
  /// How many bytes before it a byte depends on.
  static let reach = 3

  /// Bytes that begin a sequence of two to four.
  let leads: Int
  /// Whether each byte is what those before it call for.
  let isWellFormed: Bool

  /// Looks at the `length` bytes from `start`, which is at least `reach`.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    guard start >= Self.reach, bytes.count - start >= Self.length, let base = bytes.baseAddress
    else { fatalError("a stretch outside of \(bytes.count) bytes, at \(start)") }
    let first = base.assumingMemoryBound(to: UInt8.self) + start
    var leads: UInt8 = 0
    var faults: UInt8 = 0
    for index in 0..<Self.length {
      let byte = first[index]
      leads &+= byte >= 0xC0 ? 1 : 0
      faults |= Self.fault(byte, first[index &- 1], first[index &- 2], first[index &- 3])
    }
    self.leads = Int(leads)
    isWellFormed = faults & 0x80 == 0
  }

  /// The highest bit tells whether `byte` may not stand behind the three before it, the nearest
  /// first (Unicode 15, table 3-7); the other bits tell nothing.
  @inline(__always)
  private static func fault(
    _ byte: UInt8, _ one: UInt8, _ two: UInt8, _ three: UInt8
  ) -> UInt8 {
    // A sum of equals moves the next bit to the top.
    let second = byte &+ byte
    let third = second &+ second
    let fourth = third &+ third
    let isContinuation = byte & ~second
    let one2 = one &+ one
    let two2 = two &+ two
    let three2 = three &+ three
    let three3 = three2 &+ three2
    let isCalledFor =
      one & one2 | two & two2 & (two2 &+ two2) | three & three2 & three3 & (three3 &+ three3)
    let isNoLead = mask(byte & 0xFE == 0xC0) | mask(byte >= 0xF5)
    let isTooLow = mask(one == 0xE0) & ~third | mask(one == 0xF0) & ~(third | fourth)
    let isTooHigh = mask(one == 0xED) & third | mask(one == 0xF4) & (third | fourth)
    return (isContinuation ^ isCalledFor) | isNoLead | isTooLow | isTooHigh
  }

  @inline(__always)
  private static func mask(_ condition: Bool) -> UInt8 { condition ? 0xFF : 0 }
}
