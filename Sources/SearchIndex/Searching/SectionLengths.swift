import IndexBytes

/// The lengths of a segment's sections as the scoring loops read them: one masked load each.
///
/// The caller has checked the pages of the sections it asks for.
struct SectionLengths: BitwiseCopyable {
  private let view: ByteView
  private let base: Int

  init(_ segment: Segment) {
    view = segment.file.view
    base = segment.lengthsOffset
  }

  /// Tokens of a section.
  @inline(__always)
  subscript(section: UInt32) -> Float {
    // Through Int32, which converts in one instruction; a length fits it.
    Float(Int32(truncatingIfNeeded: view.uint32(base &+ Int(section) &* 4)))
  }

  /// Tokens of four sections.
  @inline(__always)
  subscript(sections: SIMD4<UInt32>) -> SIMD4<Float> {
    SIMD4(self[sections[0]], self[sections[1]], self[sections[2]], self[sections[3]])
  }
}
