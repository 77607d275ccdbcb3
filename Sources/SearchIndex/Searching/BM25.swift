import Glibc
import IndexBytes

/// BM25 over one collection (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009):
/// score(t, s) = weight(t) · tf / (tf + k1·(1 − b + b·length/average)).
///
/// Sums of scores are exact whatever their order: every contribution is rounded to a multiple of
/// one `quantum`, a power of two chosen from the query's largest possible score so that each
/// partial sum fits a Float's 24 bits. Therefore the order in which pruning visits terms, and how
/// sections are spread over segments, changes no score; results equal an exhaustive scan's bit by
/// bit.
struct BM25: Sendable {
  /// k1·(1 − b).
  let base: Float
  /// k1·b / average length.
  let slope: Float
  /// Scores are multiples of it.
  let quantum: Float
  private let magic: Float
  /// Bounds of greater frequencies round up.
  private let steadyFrequency: UInt32
  /// A `LengthNorm` for an occurrence times this is at most (base + slope · length) / frequency.
  private var normScale: Float = 0

  /// - Parameters:
  ///   - k1: How fast repetition saturates.
  ///   - b: How much length counts.
  ///   - averageLength: Tokens a live section, on average.
  ///   - limit: Sum of the query's term weights, which no score reaches.
  init(k1: Double, b: Double, averageLength: Double, limit: Float) {
    base = Float(k1 * (1 - b))
    slope = Float(k1 * b / max(averageLength, 1))
    let exponent = max(limit, .leastNormalMagnitude * 0x1p40).exponent
    // limit < 2^(exponent + 1), so limit / quantum < 2^22.
    quantum = Float(sign: .plus, exponent: exponent - 21, significand: 1)
    magic = 0x1.8p23 * quantum
    steadyFrequency = base >= Self.steadyBase ? Self.steadyFrequency : 0
  }

  /// idf of a term: ln(1 + (N − n + ½) / (n + ½)).
  static func idf(sections: Int, of total: Int) -> Double {
    let n = Double(sections)
    return log1p((Double(total) - n + 0.5) / (n + 0.5))
  }

  /// What an occurrence count adds to a section's score.
  @inline(__always)
  func score(_ weight: Float, frequency: Float, length: Float) -> Float {
    let value = weight * frequency / (frequency + (base + slope * length))
    return (value + magic) - magic
  }

  /// Four scores at once.
  @inline(__always)
  func score(_ weight: Float, frequency: SIMD4<Float>, length: SIMD4<Float>) -> SIMD4<Float> {
    let value = weight * frequency / (frequency + (base + slope * length))
    return (value + magic) - magic
  }

  /// Up to this frequency scores do not fall as it rises, whatever rounding does.
  ///
  /// By 1 + c / ((f − 1) · (f + c)) at least a score grows from one frequency to the next, c being `base`
  /// or more: by 2^-19 for f = 255 and c = ⅛. Three roundings each make less than 2^-21 of it.
  private static let steadyFrequency: UInt32 = 255
  private static let steadyBase: Float = 0.125

  /// Whether a section that holds a term less often than this may score more, by one quantum at most, for
  /// rounding alone.
  func isUnsteady(at frequency: UInt32) -> Bool { frequency > steadyFrequency }

  /// At least the score of any section with at most `frequency` occurrences and at least `length`
  /// tokens. For usual frequencies it is that of a section with just as many; for others it rounds up: one
  /// quantum covers the rounding of both sides.
  @inline(__always)
  func bound(_ weight: Float, frequency: UInt32, length: UInt32) -> Float {
    if frequency == .max { return (weight + magic) - magic + quantum }
    let score = score(weight, frequency: Float(frequency), length: Float(length))
    return score + (frequency > steadyFrequency ? quantum : 0)
  }

  // MARK: Norms

  /// More than the roundings of a score and of its bound come to: they are below 2^-20.
  private static let margin: Float = 1 + 0x1p-18

  /// The same model, to bound scores with what a segment knows of its blocks.
  ///
  /// base + slope · length is at least c · (norm.base + norm.slope · length) for every length, where c is
  /// the smaller of the quotients of what corresponds. With the b and the average of the segment c
  /// is k1, and the bound is exact but for rounding.
  ///
  /// - Parameter norm: What the segment's blocks have the smallest of; nil for none.
  /// - Returns: A model with the same scores.
  func bounding(_ norm: LengthNorm?) -> BM25 {
    guard let norm else { return self }
    var model = self
    model.normScale = min(base / norm.base, slope / norm.slope) / Self.margin
    return model
  }

  /// At least the score of any section whose norm for an occurrence is at least `norm`.
  @inline(__always)
  func bound(_ weight: Float, norm: Float) -> Float {
    let value = weight / (1 + normScale * norm) * Self.margin
    return (value + magic) - magic
  }

  /// At least the score of any section that `maxima` are of.
  @inline(__always)
  func bound(_ weight: Float, _ maxima: ScoreMaxima) -> Float {
    min(
      bound(weight, frequency: maxima.frequency, length: maxima.length),
      bound(weight, norm: maxima.norm))
  }
}
