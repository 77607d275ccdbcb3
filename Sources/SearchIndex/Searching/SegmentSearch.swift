import IndexBytes

/// A query running on one segment.
struct SegmentSearch {
  /// What scores in the segment, with final weights.
  struct Scores {
    struct Term {
      /// Its number in the query.
      var number: Int
      var term: [UInt8]
      var info: TermInfo
      var weight: Float
      /// Whether it only adds to sections that hold another term.
      var isHint: Bool
    }

    /// Lists of terms.
    var terms: [Term] = []
    /// Merged lists of the query's slots, by number; all of them, since requirements name them.
    var lists: [MergedList] = []
    /// Weights of the slots; 0 for one that does not score.
    var weights: [Float] = []
    /// The list of a lone slot, in place of `lists`.
    var sums: AddedList?

    /// Whether anything in the segment scores.
    var isEmpty: Bool {
      !terms.contains { !$0.isHint }
        && !zip(lists, weights).contains { $0.count > 0 && $1 > 0 }
    }
  }

  let live: LiveSegment
  private let shared: SharedQuery
  let model: BM25
  let scores: Scores
  let scratch: SearchScratch
  var query: CompiledQuery { shared.query }
  var segment: Segment { live.segment }
  /// The cursors that found sections for any word, somewhere in their lists; nil after another search.
  private(set) var cursors: TermCursors?
  private var prohibited: [RequirementMatcher] = []
  private var paths: PathFilter
  private var dates: DateColumns

  init(
    _ live: LiveSegment, _ shared: SharedQuery, _ model: BM25, _ scores: Scores,
    _ scratch: SearchScratch
  ) throws(IndexError) {
    self.live = live
    self.shared = shared
    self.model = model.bounding(live.segment.norm)
    self.scores = scores
    self.scratch = scratch
    paths = PathFilter(live.segment, shared.query.paths)
    dates = DateColumns(live.segment)
    try renewProhibited()
  }

  /// Readies the search for sections from the first on.
  mutating func renewProhibited() throws(IndexError) {
    if query.prohibited.isEmpty { return }
    prohibited = try matchers(query.prohibited, newCursors()).filter { $0.cost > 0 }
  }

  func matchers(
    _ requirements: [Requirement], _ cursors: TermCursors
  ) throws(IndexError) -> [RequirementMatcher] {
    var result: [RequirementMatcher] = []
    for requirement in requirements {
      result.append(try RequirementMatcher(requirement, cursors, lists: scores.lists))
    }
    return result
  }

  /// Cursors that nobody has moved yet.
  func newCursors() -> TermCursors { scratch.cursors(segment) }

  /// Offers the segment's best sections to `top`, which skips what cannot enter it.
  ///
  /// - Parameters:
  ///   - top: Takes the best sections.
  ///   - limit: Matches of required words to count at most; 0 for no counting.
  /// - Returns: The number of matches.
  /// - Throws: `.corrupt` where the segment is damaged.
  mutating func run(
    into top: inout TopK, countingUpTo limit: Int
  ) throws(IndexError) -> MatchCount {
    if let sums = scores.sums { return try run(sums, into: &top) }
    if query.required.isEmpty, query.slots.isEmpty, !scores.isEmpty {
      return try runAny(into: &top, counts: limit > 0)
    }
    return try runAll(into: &top, countingUpTo: limit)
  }

  /// Offers the sections that match to `top`; returns how many there are.
  mutating func runAll(
    into top: inout some SectionSink, countingUpTo limit: Int
  ) throws(IndexError) -> MatchCount {
    if !query.required.isEmpty { return try runRequired(into: &top, countingUpTo: limit) }
    if !scores.isEmpty { return MatchCount(atLeast: try runUnion(into: &top)) }
    // No word to rank by: filters alone list the sections in corpus order.
    guard !query.hasScores, query.hasFilters else { return MatchCount() }
    return MatchCount(atLeast: try runFilters(into: &top))
  }

  // MARK: Any word

  private mutating func runAny(
    into top: inout TopK, counts: Bool
  ) throws(IndexError) -> MatchCount {
    let cursors = newCursors()
    self.cursors = cursors
    let terms = try scores.cursors(model, cursors)
    let plain = live.dead.isEmpty && !query.hasFilters
    if plain {
      let seed = ThresholdSeed(segment, model, terms, scratch)
      // Scores are multiples of the quantum, so a section with the seed's score still enters.
      if let score = try seed.find(top.capacity) { top.raise(score - model.quantum) }
    }
    var search = MaxScore(segment, model, terms, scratch)
    try search.run(into: &top) { section throws(IndexError) in
      if plain { return true }
      return try self.accepts(section)
    }
    try requireIntact(terms)
    return counts ? try countAny(terms, plain: plain) : .unknown
  }

  /// Postings beyond which matches of any word are not counted, since that would take longer than the
  /// search.
  static let countablePostings = 2_000_000

  func requireIntact(_ terms: FlatBuffer<ScoringCursor>) throws(IndexError) {
    for index in 0..<terms.count where terms[index].isDamaged { throw live.damaged() }
  }

  private mutating func countAny(
    _ terms: FlatBuffer<ScoringCursor>, plain: Bool
  ) throws(IndexError) -> MatchCount {
    var postings = 0
    for index in 0..<terms.count where !terms[index].isHint {
      postings += terms[index].cursor.info.sections
    }
    if postings > (plain ? Self.countablePostings : Self.countablePostings / 20) {
      return .unknown
    }
    let words = (segment.summary.sections + 63) / 64
    let bits = scratch.arena.buffer(of: UInt64(0), count: words)
    for index in 0..<terms.count where !terms[index].isHint {
      try scratch.deadline?.check()
      terms[index].cursor.restart()
      terms[index].cursor.mark(bits)
    }
    try requireIntact(terms)
    var count = 0
    for word in 0..<words {
      var rest = bits[word]
      if plain {
        count += rest.nonzeroBitCount
        continue
      }
      while rest != 0 {
        let section = UInt32(word * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
        if try acceptsUnordered(section) { count += 1 }
      }
    }
    return MatchCount(atLeast: count)
  }

  // MARK: Filters

  private mutating func runFilters(into top: inout some SectionSink) throws(IndexError) -> Int {
    var count = 0
    for section in 0..<UInt32(segment.summary.sections) {
      if section % UInt32(WindowScores.sections) == 0 { try scratch.deadline?.check() }
      guard try accepts(section) else { continue }
      count += 1
      try top.offer(section, 0)
    }
    return count
  }

  /// Whether a section lives and passes every filter; sections come in ascending order.
  mutating func accepts(_ section: UInt32) throws(IndexError) -> Bool {
    guard try acceptsRow(section) else { return false }
    for matcher in prohibited where try matcher.matches(section) { return false }
    return true
  }

  /// The same for a second pass, with matchers of its own.
  private mutating func acceptsUnordered(_ section: UInt32) throws(IndexError) -> Bool {
    guard try acceptsRow(section) else { return false }
    if counters == nil { counters = try matchers(query.prohibited, newCursors()) }
    for matcher in counters ?? [] where try matcher.matches(section) { return false }
    return true
  }
  private var counters: [RequirementMatcher]?

  private mutating func acceptsRow(_ section: UInt32) throws(IndexError) -> Bool {
    guard live.isLive(section) else { return false }
    if !query.dates.isEmpty {
      let date = try dates.date(section)
      for range in query.dates where range.contains(date) == range.isExcluded { return false }
    }
    return query.paths.isEmpty ? true : try paths.accepts(section)
  }
}
