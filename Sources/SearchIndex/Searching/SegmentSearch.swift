import IndexBytes

/// A query running on one segment.
struct SegmentSearch {
  let live: LiveSegment
  let query: CompiledQuery
  let model: BM25
  private var segment: Segment { live.segment }
  private let arena = FlatArena()
  private var prohibited: [PhraseMatcher] = []
  private var pathDecisions: [UInt32: Bool] = [:]

  init(_ live: LiveSegment, _ query: CompiledQuery, _ model: BM25) throws(IndexError) {
    self.live = live
    self.query = query
    self.model = model
    for pattern in query.prohibited {
      let matcher = try PhraseMatcher(pattern, live.segment, arena: arena)
      if matcher.cost > 0 { prohibited.append(matcher) }
    }
  }

  /// Offers the segment's best sections to `top`.
  ///
  /// - Parameters:
  ///   - scores: Lists and final weights of the scoring terms that the segment holds.
  ///   - top: Takes the best sections.
  ///   - counting: Whether to count the matches.
  ///   - scratch: Memory to work on.
  /// - Returns: The number of matches, or nil where it was not counted.
  /// - Throws: `.corrupt` where the segment is damaged.
  mutating func run(
    _ scores: [(info: TermInfo, weight: Float)], into top: inout TopK, counting: Bool,
    scratch: SearchScratch
  ) throws(IndexError) -> Int? {
    if !query.required.isEmpty { return try runRequired(scores, into: &top) }
    if scores.isEmpty {
      // No word to rank by: filters alone list the sections in corpus order.
      guard query.terms.isEmpty, query.hasFilters else { return 0 }
      return try runFilters(into: &top)
    }
    return try runAny(scores, into: &top, counting: counting, scratch: scratch)
  }

  // MARK: Any word

  private mutating func runAny(
    _ scores: [(info: TermInfo, weight: Float)], into top: inout TopK, counting: Bool,
    scratch: SearchScratch
  ) throws(IndexError) -> Int? {
    var terms: [(PostingsCursor, Float)] = []
    for score in scores {
      terms.append((try PostingsCursor(segment, score.info, arena: arena), score.weight))
    }
    var search = MaxScore(segment, model, terms, scratch)
    let plain = live.dead.isEmpty && !query.hasFilters
    try search.run(into: &top) { section throws(IndexError) in
      if plain { return true }
      return try self.accepts(section)
    }
    if search.isDamaged { throw damaged() }
    return counting ? try countAny(terms.map(\.0), plain: plain) : nil
  }

  /// Postings beyond which matches of any word are not counted, since that would take longer than the
  /// search.
  static let countablePostings = 2_000_000

  private mutating func countAny(
    _ cursors: [PostingsCursor], plain: Bool
  ) throws(IndexError) -> Int? {
    let postings = cursors.reduce(0) { $0 + $1.info.sections }
    if postings > (plain ? Self.countablePostings : Self.countablePostings / 20) { return nil }
    let words = (segment.summary.sections + 63) / 64
    let bits = arena.buffer(of: UInt64(0), count: words)
    for var cursor in cursors {
      cursor.next()
      while cursor.section != PostingsCursor.noMoreSections {
        let section = Int(cursor.section)
        bits[section >> 6] = bits[section >> 6] | (1 &<< UInt64(section & 63))
        cursor.next()
      }
    }
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
    return count
  }

  // MARK: Required words

  private mutating func runRequired(
    _ scores: [(info: TermInfo, weight: Float)], into top: inout TopK
  ) throws(IndexError) -> Int {
    var matchers: [PhraseMatcher] = []
    for pattern in query.required {
      matchers.append(try PhraseMatcher(pattern, segment, arena: arena))
    }
    matchers.sort { $0.cost < $1.cost }
    guard matchers[0].cost > 0 else { return 0 }
    var cursors: [(cursor: PostingsCursor, weight: Float)] = []
    for score in scores {
      cursors.append((try PostingsCursor(segment, score.info, arena: arena), score.weight))
    }
    var count = 0
    var target: UInt32 = 0
    candidates: while true {
      let section = try matchers[0].next(from: target)
      if section == PostingsCursor.noMoreSections { break }
      target = section + 1
      for index in matchers.indices.dropFirst() {
        guard try matchers[index].matches(section) else { continue candidates }
      }
      guard try accepts(section) else { continue }
      count += 1
      top.offer(section, try score(section, &cursors))
    }
    if matchers.contains(where: \.isDamaged) || cursors.contains(where: \.cursor.isDamaged) {
      throw damaged()
    }
    return count
  }

  private func score(
    _ section: UInt32, _ cursors: inout [(cursor: PostingsCursor, weight: Float)]
  ) throws(IndexError) -> Float {
    let length = Float(try segment.length(Int(section)))
    var score: Float = 0
    for index in cursors.indices {
      cursors[index].cursor.advance(to: section)
      if cursors[index].cursor.section == section {
        score += model.score(
          cursors[index].weight, frequency: Float(cursors[index].cursor.frequency),
          length: length)
      }
    }
    return score
  }

  // MARK: Filters

  private mutating func runFilters(into top: inout TopK) throws(IndexError) -> Int {
    var count = 0
    for section in 0..<UInt32(segment.summary.sections) where try accepts(section) {
      count += 1
      top.offer(section, 0)
    }
    return count
  }

  /// Whether a section lives and passes every filter; sections come in ascending order.
  private mutating func accepts(_ section: UInt32) throws(IndexError) -> Bool {
    guard try acceptsRow(section) else { return false }
    for index in prohibited.indices where try prohibited[index].matches(section) { return false }
    return true
  }

  /// The same for a second pass, with matchers of its own.
  private mutating func acceptsUnordered(_ section: UInt32) throws(IndexError) -> Bool {
    guard try acceptsRow(section) else { return false }
    if counters == nil {
      var fresh: [PhraseMatcher] = []
      for pattern in query.prohibited {
        fresh.append(try PhraseMatcher(pattern, segment, arena: arena))
      }
      counters = fresh
    }
    for index in query.prohibited.indices where try counters?[index].matches(section) == true {
      return false
    }
    return true
  }
  private var counters: [PhraseMatcher]?

  private mutating func acceptsRow(_ section: UInt32) throws(IndexError) -> Bool {
    guard live.isLive(section) else { return false }
    if !query.dates.isEmpty {
      let date = try segment.date(Int(section))
      for range in query.dates where range.contains(date) == range.isExcluded { return false }
    }
    if query.paths.isEmpty { return true }
    return try acceptsPath(section)
  }

  private mutating func acceptsPath(_ section: UInt32) throws(IndexError) -> Bool {
    let file = try segment.row(Int(section)).file
    if let known = pathDecisions[file] { return known }
    let path = try segment.fileRecord(Int(file)).path
    let decision = query.paths.allSatisfy { $0.matches(path) }
    pathDecisions[file] = decision
    return decision
  }

  private func damaged() -> IndexError {
    segment.file.corrupt(at: nil, expected: "postings lists in order", found: "a damaged one")
  }
}
