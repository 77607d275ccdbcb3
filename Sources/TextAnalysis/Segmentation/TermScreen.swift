/// Tells stretches of a text in which none of a few terms begins, sixteen bytes a step.
///
/// Knows nothing of chunks and words: it compares two bytes of the text with two of the term, wherever
/// they stand. What it rules out holds none of the terms; what it marks is for `TermSieve` to look at.
///
/// - A bigram of Hangul has the last byte of both its syllables.
/// - A run of Hangul has the last two bytes of its first syllable, behind ASCII.
/// - A word begins with its first two letters, in any case, or with its digit; y counts as i.
/// - What is neither ASCII nor a syllable of Hangul is always marked, and with it what stands around it
///   in its chunk.
struct TermScreen: Sendable {
  /// Bytes that one bit stands for.
  static let granule = 8
  /// Bytes that are compared at once.
  private static let width = 16
  /// How far behind a place the bytes compared with it stand at most.
  private static let reach = 5
  /// With more patterns, all is marked: they would match nearly everywhere.
  private static let mostPatterns = 48

  private typealias Lanes = SIMD16<UInt8>

  /// Two bytes that a text must have at a place, once the bits of `mask` are set in the second.
  private struct Pattern: Equatable {
    var first: Lanes
    var second: Lanes
    var mask: Lanes

    init(_ first: UInt8, _ second: UInt8, mask: UInt8 = 0) {
      self.first = Lanes(repeating: first)
      self.second = Lanes(repeating: second | mask)
      self.mask = Lanes(repeating: mask)
    }
  }

  private var letters: [Pattern] = []
  private var bigrams: [Pattern] = []
  private var runs: [Pattern] = []
  /// Letters in lower case and digits that suffice alone.
  private var lone: [Lanes] = []

  private var count: Int { letters.count + bigrams.count + runs.count + lone.count }

  // MARK: Terms

  /// Marks what may begin with two letters; `second` is 0 where the first alone suffices.
  mutating func insert(letter first: UInt8, _ second: UInt8) {
    if second == 0 { return insert(lone: first | 0x20) }
    let isVowelI = second | 0x30 == 0x79
    Self.insert(Pattern(first | 0x20, second, mask: isVowelI ? 0x30 : 0x20), into: &letters)
  }

  /// Marks what may begin with a digit.
  mutating func insert(digit: UInt8) { insert(lone: digit) }

  private mutating func insert(lone byte: UInt8) {
    let lanes = Lanes(repeating: byte)
    if !lone.contains(lanes) { lone.append(lanes) }
  }

  /// Marks where two syllables may stand, or the one that begins a run if `unit` is 0; each is the last
  /// three bytes of a number.
  mutating func insert(hangul unit: UInt32, _ next: UInt32) {
    let last = UInt8(truncatingIfNeeded: next)
    if unit == 0 {
      Self.insert(Pattern(UInt8(truncatingIfNeeded: next >> 8), last), into: &runs)
    } else {
      Self.insert(Pattern(UInt8(truncatingIfNeeded: unit), last), into: &bigrams)
    }
  }

  private static func insert(_ pattern: Pattern, into patterns: inout [Pattern]) {
    // More of one kind are too many in any case.
    if patterns.count > mostPatterns || patterns.contains(pattern) { return }
    patterns.append(pattern)
  }

  // MARK: Marking

  /// Replaces `marks` by a bit for every eight bytes of a text, set where a term may begin in them. The
  /// last ones, which cannot be compared whole, are set. O(text / 16 · patterns).
  func mark(_ text: Span<UInt8>, into marks: inout [UInt64]) {
    marks.removeAll(keepingCapacity: true)
    let granules = (text.count + Self.granule - 1) / Self.granule
    let all = UInt64.max
    guard count <= Self.mostPatterns else {
      return marks.append(contentsOf: repeatElement(all, count: (granules + 63) / 64))
    }
    let whole = max(0, text.count - Self.width - Self.reach + 1) / Self.width
    var at = 0
    var word: UInt64 = 0
    // What stands before a place: the byte before the first counts as ASCII.
    var before = Lanes.zero
    for lane in 1..<(whole > 0 ? Self.width : 1) { before[lane] = text[lane - 1] }
    for step in 0..<whole {
      if step > 0 { before = Self.load(text.bytes, at: at &- 1) }
      let halves = unsafeBitCast(
        matches(text.bytes, at: at, behind: before), to: SIMD2<UInt64>.self)
      let bits: UInt64 = (halves[0] == 0 ? 0 : 1) | (halves[1] == 0 ? 0 : 2)
      word |= bits &<< UInt64(2 &* step & 63)
      at &+= Self.width
      if step & 31 == 31 {
        marks.append(word)
        word = 0
      }
    }
    marks.append(word | all << UInt64(2 * whole & 63))
    while marks.count * 64 < granules { marks.append(all) }
  }

  /// Bytes that are not 0 at places where a term may begin, of sixteen.
  @inline(__always)
  private func matches(_ text: RawSpan, at place: Int, behind before: Lanes) -> Lanes {
    // The text goes on for `reach` bytes behind the sixteen.
    let bytes = Self.load(text, at: place)
    let next = Self.load(text, at: place &+ 1)
    let third = Self.load(text, at: place &+ 2)
    let sixth = Self.load(text, at: place &+ Self.reach)
    let lower = bytes | Lanes(repeating: 0x20)
    let isBehindOther = before & Lanes(repeating: 0x80)
    // What the text differs in from the pattern that is nearest: 0 where one matches.
    var least = Lanes(repeating: 255)
    @inline(__always) func take(_ difference: Lanes) {
      least.replace(with: difference, where: difference .< least)
    }
    for pattern in letters {
      take((lower ^ pattern.first) | ((next | pattern.mask) ^ pattern.second))
    }
    for pattern in bigrams { take((third ^ pattern.first) | (sixth ^ pattern.second)) }
    for pattern in runs {
      take((next ^ pattern.first) | (third ^ pattern.second) | isBehindOther)
    }
    for byte in lone { take(lower ^ byte) }
    return Self.equal(least, .zero) | Self.beyond(bytes, next)
  }

  @inline(__always)
  private static func load(_ text: RawSpan, at place: Int) -> Lanes {
    text.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: Lanes.self)
  }

  /// Where a character begins that is neither ASCII nor a syllable of Hangul.
  @inline(__always)
  private static func beyond(_ bytes: Lanes, _ next: Lanes) -> Lanes {
    // Syllables are EA B0 80 to ED 9E A3.
    let isLead = atLeast(bytes, 0xC0)
    let isHangul = atLeast(bytes, 0xEA) & ~atLeast(bytes, 0xEE)
    let isBefore = equal(bytes, Lanes(repeating: 0xEA)) & ~atLeast(next, 0xB0)
    let isBehind = equal(bytes, Lanes(repeating: 0xED)) & atLeast(next, 0x9E)
    return isLead & ~isHangul | isBefore | isBehind
  }

  /// 255 where two bytes are the same, else 0.
  @inline(__always)
  private static func equal(_ first: Lanes, _ second: Lanes) -> Lanes {
    unsafeBitCast(first .== second, to: Lanes.self)
  }

  /// 255 where a byte is `least` or more, else 0.
  @inline(__always)
  private static func atLeast(_ bytes: Lanes, _ least: UInt8) -> Lanes {
    unsafeBitCast(bytes .>= Lanes(repeating: least), to: Lanes.self)
  }
}
