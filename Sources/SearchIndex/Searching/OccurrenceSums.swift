import IndexBytes

/// Adds up the occurrences of many lists by section, then gives the sums in order of section.
///
/// Most sums fit a byte; a larger one has 255 at most there, and the rest elsewhere. Sections stand in
/// chunks of 64, of which is known whether any of them has a sum. Adding has no branch that depends on
/// what was added before.
struct OccurrenceSums: OccurrenceCounter {
  /// Sections of a chunk: a power of two.
  static let chunk = 1 << shift
  static let shift = 6
  /// Chunks whose marks are looked at side by side.
  static let row = 8

  /// What is known of all sums together.
  private struct State: BitwiseCopyable {
    /// Sections that have a sum.
    var count = 0
    /// Whether a sum is more than a byte.
    var hasRest = false
    /// Whether sums were added, and neither read nor forgotten.
    var isDirty = false
  }

  /// Up to 255 occurrences of each section; 0 for one that holds no word.
  let sums: FlatBuffer<UInt8>
  /// What they have beyond that.
  private let rest: FlatBuffer<UInt32>
  /// 1 for each chunk that has a sum.
  private let touched: FlatBuffer<UInt8>
  /// One element.
  private let state: FlatBuffer<State>
  /// Eights of sections that may be among the best, for `takeBest`.
  let candidates: FlatBuffer<CandidateEight>

  /// The shortest length in each chunk, where all are bytes; else 0.
  let shortest: FlatBuffer<UInt8>

  /// Sums of nothing. O(sections).
  ///
  /// - Parameters:
  ///   - sections: How many there are.
  ///   - lengths: Their lengths, whose pages were checked.
  ///   - arena: Must outlive the sums.
  init(sections: Int, _ lengths: SectionLengths, _ arena: FlatArena) {
    let width = Self.chunk * Self.row
    let room = (sections + width - 1) / width * width
    sums = arena.zeros(count: room)
    rest = arena.zeros(count: room)
    touched = arena.zeros(count: room / Self.chunk)
    shortest = arena.zeros(count: room / Self.chunk)
    state = arena.buffer(of: State(), count: 1)
    candidates = arena.buffer(count: Self.longestStretch * width / 8)
    guard lengths.areBytes else { return }
    for chunk in 0..<(sections + Self.chunk - 1) / Self.chunk {
      let first = chunk * Self.chunk
      shortest[chunk] = lengths.shortest(first..<min(first + Self.chunk, sections))
    }
  }

  /// Sections there is room for.
  var capacity: Int { sums.count }

  var count: Int {
    get { state[0].count }
    nonmutating set { state[0].count = newValue }
  }

  // MARK: Adding

  /// Begins to add up lists; what was added before and not read is forgotten.
  func begin() {
    if state[0].isDirty { forget() }
    state[0].isDirty = true
  }

  @inline(__always)
  private func touch(_ section: Int) { touched[section >> Self.shift] = 1 }

  /// Adds one occurrence to each of some neighbouring sections.
  func add(run: Range<Int>) {
    var place = run.lowerBound
    var count = count
    while place &+ Self.chunk <= run.upperBound, let more = addOne(toChunk: place) {
      count &+= more
      touch(place)
      touch(place &+ Self.chunk &- 1)
      place &+= Self.chunk
    }
    while place < run.upperBound {
      add(1, to: place, &count)
      place &+= 1
    }
    self.count = count
  }

  /// Adds one to 64 sums; returns how many were 0, or nil, and adds nothing, where one is 255.
  @inline(__always)
  private func addOne(toChunk first: Int) -> Int? {
    var full: UInt64 = 0
    for place in 0..<8 { full |= Eight(sums[eight: first &+ place &* 8]).full }
    if full != 0 { return nil }
    var some: UInt64 = 0
    for place in 0..<8 {
      let eight = Eight(sums[eight: first &+ place &* 8])
      some &+= eight.notZero &>> 7
      sums[eight: first &+ place &* 8] = eight.bytes &+ Eight.ones
    }
    return Self.chunk &- Int((some &* Eight.ones) &>> 56)
  }

  @inline(__always)
  func add(_ occurrences: UInt64, to section: Int, _ count: inout Int) {
    let before = UInt64(sums[section])
    let sum = occurrences &+ before
    sums[section] = UInt8(truncatingIfNeeded: sum)
    touch(section)
    if sum > 255 { putElsewhere(section, sum) }
    // The sign of a difference: a comparison would become a branch, which nothing could predict.
    count &+= Int(truncatingIfNeeded: (before &- 1) &>> 63)
  }

  @inline(never)
  private func putElsewhere(_ section: Int, _ sum: UInt64) {
    state[0].hasRest = true
    sums[section] = 255
    rest[section] &+= UInt32(truncatingIfNeeded: sum &- 255)
  }

  // MARK: Reading

  /// Puts every section and its sum into buffers, in order, and forgets them.
  /// O(sections / 128 + found).
  ///
  /// - Parameters:
  ///   - sections: Has room for all sections added.
  ///   - frequencies: As much.
  /// - Returns: How many there are.
  func drain(into sections: FlatBuffer<UInt32>, _ frequencies: FlatBuffer<UInt32>) -> Int {
    var count = 0
    takeChunks(0..<rows) { chunk in
      for first in stride(from: chunk, to: chunk &+ Self.chunk, by: 8) {
        var bits = Eight(sums[eight: first]).bits
        while bits != 0 {
          let section = first &+ bits.trailingZeroBitCount
          bits &= bits &- 1
          sections[count] = UInt32(truncatingIfNeeded: section)
          frequencies[count] = take(section, UInt32(sums[section]))
          count &+= 1
        }
        sums[eight: first] = 0
      }
    }
    finish()
    return count
  }

  /// Rows of chunks.
  var rows: Int { touched.count / Self.row }

  /// Gives the first section of every chunk of some rows that has a sum, in order, and forgets which they
  /// are; the sums are for `visit` to clear.
  @inline(__always)
  func takeChunks(_ rows: Range<Int>, _ visit: (Int) -> Void) {
    for row in rows {
      var marks = touched[eight: row &* Self.row]
      if marks == 0 { continue }
      touched[eight: row &* Self.row] = 0
      while marks != 0 {
        visit((row &* Self.row &+ marks.trailingZeroBitCount >> 3) &<< Self.shift)
        marks &= marks &- 1
      }
    }
  }

  /// All sums were taken.
  func finish() { state[0] = State() }

  /// The whole sum of a section, which is forgotten: for those who know which sections have one.
  func takeAll(of section: Int) -> UInt32 {
    defer {
      sums[section] = 0
      touched[section >> Self.shift] = 0
    }
    return take(section, UInt32(sums[section]))
  }

  /// The whole sum of a section, of which up to 255 are known; the rest is forgotten.
  @inline(__always)
  func take(_ section: Int, _ known: UInt32) -> UInt32 {
    if known < 255 { return known }
    defer { rest[section] = 0 }
    return known &+ rest[section]
  }

  /// Forgets what was added. O(sections).
  func forget() {
    sums.fill(0, in: 0..<sums.count)
    if state[0].hasRest { rest.fill(0, in: 0..<rest.count) }
    touched.fill(0, in: 0..<touched.count)
    state[0] = State()
  }
}
