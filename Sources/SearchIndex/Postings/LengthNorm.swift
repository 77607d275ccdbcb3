/// How long a section is beside the others of its segment, for each time that it holds a term.
///
/// BM25 gives a term that stands f times in a section of l tokens the share f / (f + k1 · n), where
/// n = 1 − b + b · l / average. All that decides is n / f, so the least n / f of some sections bounds
/// their scores, and no other number does so as closely. It is kept for `b` and for the average of
/// the segment's own sections; `BM25.bounding` makes a bound of it for the b and the average of a search.
struct LengthNorm: BitwiseCopyable {
  /// The default of the ranking. Part of the format: it does not change with the default.
  private static let b: Float = 0.75

  /// 1 − b.
  let base: Float
  /// b / average length.
  let slope: Float

  /// - Parameters:
  ///   - tokens: Of all sections of the segment.
  ///   - sections: How many there are.
  init(tokens: Int, sections: Int) {
    base = 1 - Self.b
    slope = Self.b * Float(sections) / Float(max(tokens, 1))
  }

  /// What a section of `length` tokens has for each of `frequency` occurrences.
  @inline(__always)
  func callAsFunction(_ frequency: UInt32, _ length: UInt32) -> Float {
    (base + slope * Float(length)) / Float(frequency)
  }

  /// The same for four sections; the numbers are below 2^31.
  @inline(__always)
  func callAsFunction(_ frequencies: SIMD4<UInt32>, _ lengths: SIMD4<UInt32>) -> SIMD4<Float> {
    let lengths = SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: lengths))
    return (base + slope * lengths)
      / SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: frequencies))
  }
}

/// A positive number in sixteen bits, rounded down: six bits of the exponent and ten of the fraction.
/// Codes are in the order of the numbers.
enum NormCode {
  private static let dropped: UInt32 = 13
  /// The code of 2^-40, below which no `LengthNorm` can be: there are less than 2^32 occurrences.
  private static let least: UInt32 = (127 - 40) << 10

  /// The code of `norm`; that of the largest number there is for one that is larger.
  @inline(__always)
  static func encode(_ norm: Float) -> UInt32 {
    min(max(norm.bitPattern >> dropped, least) &- least, 0xFFFF)
  }

  /// The number that a code stands for: any code has one.
  @inline(__always)
  static func decode(_ code: UInt32) -> Float { Float(bitPattern: (code &+ least) &<< dropped) }
}

/// What bounds the scores of the sections of a list, or of a block of it.
struct ScoreMaxima: BitwiseCopyable {
  /// The largest frequency; `UInt32.max` where it is not known.
  var frequency: UInt32
  /// The smallest length.
  var length: UInt32
  /// The smallest `LengthNorm` for an occurrence; 0 where it is not known.
  var norm: Float
}
