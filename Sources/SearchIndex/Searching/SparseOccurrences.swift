import IndexBytes

/// Adds up the occurrences of lists that few of a segment's sections are in, and finds the best sections.
///
/// Most of such sections hold one of the words, once. They are put one behind the other as they come,
/// each once, as a bit for each section tells; only what a section has besides is added up in
/// `OccurrenceSums`. So nothing looks at the sections that hold no word, and those that hold one once are
/// told from each other by their lengths alone.
struct SparseOccurrences: OccurrenceCounter {
  /// Lists are sparse if together they have at most one posting for so many sections.
  static let sparseness = 32

  private struct State: BitwiseCopyable {
    /// Sections that were met.
    var count = 0
    /// How often one was met again, or more than once at once.
    var repeats = 0
    /// Whether occurrences were added, and neither read nor forgotten.
    var isDirty = false
  }

  private struct Repeat: BitwiseCopyable {
    let section: UInt32
    let occurrences: UInt32
  }

  /// Occurrences of each section besides its first one.
  private let further: OccurrenceSums
  /// A bit for each section that was met.
  private let bits: FlatBuffer<UInt64>
  /// The sections that were met, as they came.
  private let met: FlatBuffer<UInt32>
  /// Those that were met again or more than once at once, each time, and how often besides.
  private let repeats: FlatBuffer<Repeat>
  /// One element.
  private let state: FlatBuffer<State>

  /// Occurrences of nothing. O(sections).
  ///
  /// - Parameters:
  ///   - sums: Of all sections; used by nobody else in the meantime.
  ///   - arena: Must outlive this.
  init(_ sums: OccurrenceSums, _ arena: FlatArena) {
    further = sums
    bits = arena.zeros(count: sums.capacity / 64)
    // The place behind the last is written to as well.
    met = arena.buffer(count: sums.capacity / Self.sparseness + 1)
    repeats = arena.buffer(count: sums.capacity / Self.sparseness + 1)
    state = arena.buffer(of: State(), count: 1)
  }

  /// Whether lists of so many postings together can be added up here.
  func hasRoom(for postings: Int) -> Bool { postings < met.count }

  var count: Int {
    get { state[0].count }
    nonmutating set { state[0].count = newValue }
  }

  // MARK: Adding

  func begin() {
    if state[0].isDirty { forget() }
    further.begin()
    state[0].isDirty = true
  }

  private func forget() {
    bits.fill(0, in: 0..<bits.count)
    state[0] = State()
  }

  @inline(__always)
  func add(_ occurrences: UInt64, to section: Int, _ count: inout Int) {
    let place = UInt64(section & 63)
    let word = bits[section &>> 6]
    let known = word &>> place & 1
    bits[section &>> 6] = word | 1 &<< place
    let number = UInt32(truncatingIfNeeded: section)
    met[count] = number
    count &+= Int(truncatingIfNeeded: known ^ 1)
    let more = occurrences &- 1 &+ known
    if more != 0 { put(Repeat(section: number, occurrences: UInt32(clamping: more))) }
  }

  @inline(never)
  private func put(_ again: Repeat) {
    repeats[state[0].repeats] = again
    state[0].repeats &+= 1
  }

  func add(run: Range<Int>) {
    var count = count
    for section in run { add(1, to: section, &count) }
    self.count = count
  }

  // MARK: Reading

  /// Offers the sections that can enter `top`, and forgets them all. O(sections met), and a score for
  /// each that is not ruled out.
  ///
  /// - Parameters:
  ///   - top: Takes the best sections.
  ///   - model: What an occurrence counts.
  ///   - weight: What the list weighs.
  ///   - lengths: Of all sections; their pages were checked.
  func takeBest(
    into top: inout TopK, _ model: BM25, _ weight: Float, _ lengths: SectionLengths
  ) {
    // They come in no order.
    top.beginAgain(quantum: model.quantum)
    takeRepeated(into: &top, model, weight, lengths)
    takeLone(into: &top, model, weight, lengths)
    further.finish()
    clearBits()
    state[0] = State()
  }

  /// Offers those that hold words more than once, and takes their bits away.
  @inline(__always)
  private func takeRepeated(
    into top: inout TopK, _ model: BM25, _ weight: Float, _ lengths: SectionLengths
  ) {
    let count = state[0].repeats
    var added = 0
    for place in 0..<count {
      let section = Int(repeats[place].section)
      further.add(UInt64(repeats[place].occurrences), to: section, &added)
      bits[section &>> 6] &= ~(1 &<< UInt64(section & 63))
    }
    for place in 0..<count {
      let section = repeats[place].section
      // Those that are met again here have been taken.
      let more = further.takeAll(of: Int(section))
      if more == 0 { continue }
      let score = model.score(weight, frequency: Float(more) + 1, length: lengths[section])
      top.offer(section, score)
    }
  }

  /// Offers those that hold a word once.
  @inline(__always)
  private func takeLone(
    into top: inout TopK, _ model: BM25, _ weight: Float, _ lengths: SectionLengths
  ) {
    var limit = LengthLimit(model, weight, top.threshold)
    for place in 0..<state[0].count {
      let section = met[place]
      if lengths.tokens(section) > limit.longest { continue }
      if bits[Int(section) &>> 6] &>> UInt64(section & 63) & 1 == 0 { continue }
      top.offer(section, model.score(weight, frequency: 1, length: lengths[section]))
      limit.raise(top.threshold)
    }
  }

  private func clearBits() {
    if state[0].count > bits.count / 4 {
      bits.fill(0, in: 0..<bits.count)
    } else {
      for place in 0..<state[0].count { bits[Int(met[place]) &>> 6] = 0 }
    }
  }

  /// The longest section that scores above a threshold with one occurrence.
  private struct LengthLimit {
    private let model: BM25
    private let weight: Float
    private var threshold: Float
    /// In tokens; -1 if none does.
    private(set) var longest = Int(Int32.max)

    init(_ model: BM25, _ weight: Float, _ threshold: Float) {
      self.model = model
      self.weight = weight
      self.threshold = threshold
      lower()
    }

    /// The threshold never falls. O(log length) where it rises.
    @inline(__always)
    mutating func raise(_ threshold: Float) {
      if threshold <= self.threshold { return }
      self.threshold = threshold
      lower()
    }

    @inline(never)
    private mutating func lower() {
      var low = -1
      var high = longest
      while low < high {
        let middle = low + (high - low + 1) / 2
        let score = model.score(weight, frequency: 1, length: Float(middle))
        if score > threshold { low = middle } else { high = middle - 1 }
      }
      longest = low
    }
  }
}
