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

  /// Tokens of four sections.
  @inline(__always)
  subscript(sections: SIMD4<UInt32>) -> SIMD4<Float> {
    let tokens = SIMD4(
      table.length(view, Int(sections[0])), table.length(view, Int(sections[1])),
      table.length(view, Int(sections[2])), table.length(view, Int(sections[3])))
    return SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: tokens))
  }
}
