import IndexBytes

/// The lengths of a segment's sections as the scoring loops read them: one masked load each.
///
/// The caller has checked the pages of the sections it asks for.
struct SectionLengths: BitwiseCopyable {
  private let view: ByteView
  private let table: LengthTable

  init(_ segment: Segment) {
    view = segment.file.view
    table = segment.lengthTable
  }

  /// Tokens of a section.
  @inline(__always)
  subscript(section: UInt32) -> Float {
    // Through Int32, which converts in one instruction; a length fits it.
    Float(Int32(truncatingIfNeeded: table.length(view, Int(section))))
  }

  /// Tokens of a section, as a whole number.
  @inline(__always)
  func tokens(_ section: UInt32) -> Int { Int(table.length(view, Int(section))) }

  /// Whether every length is a byte.
  var areBytes: Bool { table.shift == 0 }

  /// The smallest length of some sections, where all are bytes.
  func shortest(_ sections: Range<Int>) -> UInt8 {
    var lanes = SIMD16<UInt8>(repeating: .max)
    var section = sections.lowerBound
    while section &+ 16 <= sections.upperBound {
      lanes.replace(with: sixteen(section), where: sixteen(section) .< lanes)
      section &+= 16
    }
    var shortest = lanes.min()
    while section < sections.upperBound {
      shortest = min(shortest, view.byte(table.offset &+ section))
      section &+= 1
    }
    return shortest
  }

  /// Tokens of eight sections from `first` on, a byte each, where all lengths are. Those behind the last
  /// section are any numbers.
  @inline(__always)
  func eight(_ first: Int) -> UInt64 { view.uint64(table.offset &+ first) }

  /// The same of sixteen sections; where lengths are no bytes, any numbers.
  @inline(__always)
  func sixteen(_ first: Int) -> SIMD16<UInt8> { view.sixteen(table.offset &+ first) }

  /// Tokens of four sections.
  @inline(__always)
  subscript(sections: SIMD4<UInt32>) -> SIMD4<Float> {
    let tokens = SIMD4(
      table.length(view, Int(sections[0])), table.length(view, Int(sections[1])),
      table.length(view, Int(sections[2])), table.length(view, Int(sections[3])))
    return SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: tokens))
  }
}
