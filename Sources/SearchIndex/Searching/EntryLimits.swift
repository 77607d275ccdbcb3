/// Which sections can score above a threshold, by how often they hold a word and how long they are.
///
/// More occurrences score more, more tokens score less; so a number of occurrences has a longest
/// length with which a section can still enter. It is known of the two lowest numbers that can enter at all.
struct EntryLimits {
  /// From so many occurrences on all sections are scored.
  private static let most: UInt8 = 120

  private let model: BM25
  private let weight: Float
  private let shortest: UInt32
  private let comparesLengths: Bool
  private var threshold: Float = -.infinity
  /// The fewest occurrences that can enter.
  private var least: UInt8 = 1
  /// The longest length of a byte that can enter with so many, and with one more.
  private var longest: UInt8 = 255
  private var longestNext: UInt8 = 255

  /// `least`, and the two numbers above it.
  private var first = Eight.Bound(1)
  private var second = Eight.Bound(2)
  private var third = Eight.Bound(3)
  /// `longest` and `longestNext`.
  private var firstLength = Eight.Bound(255)
  private var secondLength = Eight.Bound(255)

  /// - Parameters:
  ///   - model: What an occurrence counts.
  ///   - weight: What the list weighs.
  ///   - shortest: No section is shorter, in tokens.
  ///   - comparesLengths: Whether all lengths are bytes.
  init(_ model: BM25, _ weight: Float, shortest: UInt32, comparesLengths: Bool) {
    self.model = model
    self.weight = weight
    self.shortest = shortest
    self.comparesLengths = comparesLengths
  }

  /// Only scores above `threshold` enter from now on; it never falls. O(1) amortized.
  @inline(__always)
  mutating func raise(_ threshold: Float) {
    if threshold > self.threshold { update(threshold) }
  }

  @inline(never)
  private mutating func update(_ threshold: Float) {
    self.threshold = threshold
    // Where rounding may make more occurrences score less, nothing is ruled out.
    if model.isUnsteady(at: UInt32(Self.most)) { return }
    while least < Self.most, !enters(least, shortest) {
      least += 1
      longest = longestNext
      longestNext = 255
    }
    lower(&longest, least)
    lower(&longestNext, least + 1)
    (first, second, third) = (.init(least), .init(least + 1), .init(least + 2))
    (firstLength, secondLength) = (.init(longest), .init(longestNext))
  }

  private func lower(_ longest: inout UInt8, _ occurrences: UInt8) {
    guard comparesLengths, least < Self.most else { return longest = 255 }
    while longest > shortest, !enters(occurrences, UInt32(longest)) { longest -= 1 }
  }

  private func enters(_ occurrences: UInt8, _ length: UInt32) -> Bool {
    model.score(weight, frequency: Float(occurrences), length: Float(length)) > threshold
  }

  /// Whether any of eight sections holds the word often enough.
  @inline(__always)
  func mayEnter(_ sums: Eight) -> Bool { sums.atLeast(first) != 0 }

  /// Which of eight sections may enter.
  ///
  /// - Parameters:
  ///   - sums: How often they hold the word, up to 255.
  ///   - section: The first of them.
  ///   - lengths: Of all sections.
  /// - Returns: A bit for each.
  @inline(__always)
  func entering(_ sums: Eight, _ section: Int, _ lengths: SectionLengths) -> UInt64 {
    var entering = sums.atLeast(first)
    if entering == 0 { return 0 }
    if comparesLengths {
      let eight = Eight(lengths.eight(section))
      entering &= sums.atLeast(second) | ~eight.above(firstLength)
      entering &= sums.atLeast(third) | ~eight.above(secondLength)
    }
    return Eight.bits(entering)
  }

  /// What rules most sections out, sixteen at a time.
  var filter: Filter {
    Filter(
      least: least, longest: longest, comparesLengths: comparesLengths && longest < 128)
  }

  /// Looks at how often sections hold the word, and at the length of those that do so least often.
  struct Filter {
    @inline(__always) private static var high: SIMD16<UInt8> { SIMD16(repeating: 0x80) }
    /// The longest length that counts with the fewest occurrences.
    let longest: UInt8
    private let least: SIMD16<UInt8>
    private let next: SIMD16<UInt8>
    private let room: SIMD16<UInt8>
    private let comparesLengths: SIMD16<UInt8>

    /// - Parameters:
    ///   - least: The fewest occurrences, below 128.
    ///   - longest: The longest length with so many.
    ///   - comparesLengths: Whether it counts; it is below 128 then.
    fileprivate init(least: UInt8, longest: UInt8, comparesLengths: Bool) {
      self.longest = comparesLengths ? longest : 255
      self.least = SIMD16(repeating: least)
      next = SIMD16(repeating: least + 1)
      room = SIMD16(repeating: comparesLengths ? 127 - longest : 0)
      self.comparesLengths = SIMD16(repeating: comparesLengths ? 0x80 : 0)
    }

    /// Sets the high bit of each section that may enter; the other bits mean nothing.
    @inline(__always)
    func entering(_ sums: SIMD16<UInt8>, _ lengths: SIMD16<UInt8>) -> SIMD16<UInt8> {
      let high = sums | Self.high
      let isTooLong = (lengths | ((lengths & ~Self.high) &+ room)) & comparesLengths
      return (sums | (high &- least)) & (sums | (high &- next) | ~isTooLong)
    }

    /// The same of sections all of which are longer than `longest`.
    @inline(__always)
    func entering(_ sums: SIMD16<UInt8>) -> SIMD16<UInt8> {
      sums | ((sums | Self.high) &- next)
    }
  }
}
