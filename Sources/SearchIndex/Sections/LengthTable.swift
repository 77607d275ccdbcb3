import IndexBytes

/// Where the lengths of a segment's sections are, for the loops that score: one width for all, by
/// the longest section.
///
///     lengths := length^sections        1, 2 or 4 bytes each
struct LengthTable: BitwiseCopyable {
  /// Offset of the table in the file.
  let offset: Int
  /// A length has 1 << shift bytes.
  let shift: Int
  /// What of the four bytes at its place is the length; those after the table are in the file.
  let mask: UInt32

  /// The table at `place` in the file. The width follows from its size.
  init(_ place: Range<Int>, sections: Int) {
    offset = place.lowerBound
    switch sections == 0 ? 0 : place.count / sections {
    case 2: shift = 1
    case 4: shift = 2
    default: shift = 0
    }
    mask = Self.mask(shift)
  }

  /// The length of `section` in tokens. The caller has checked the table's page.
  @inline(__always)
  func length(_ view: ByteView, _ section: Int) -> UInt32 {
    view.uint32(offset &+ section &<< shift) & mask
  }

  private static func mask(_ shift: Int) -> UInt32 { shift == 2 ? .max : 1 << (8 << shift) - 1 }

  /// Appends `lengths` in the narrowest width that holds them all.
  static func write(_ lengths: [UInt32], to writer: inout ByteWriter) {
    let longest = lengths.max() ?? 0
    let shift = longest <= mask(0) ? 0 : longest <= mask(1) ? 1 : 2
    for length in lengths {
      switch shift {
      case 0: writer.byte(UInt8(truncatingIfNeeded: length))
      case 1:
        writer.byte(UInt8(truncatingIfNeeded: length))
        writer.byte(UInt8(truncatingIfNeeded: length >> 8))
      default: writer.uint32(length)
      }
    }
  }
}
