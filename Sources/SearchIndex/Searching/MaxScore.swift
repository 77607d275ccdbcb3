import IndexBytes

/// The best sections for any of some weighted terms, in one segment.
///
/// Block-max MaxScore over windows of sections (Turtle & Flood 1995; Ding & Suel, "Faster top-k
/// document retrieval using block-max indexes", 2011; Mallia et al. 2019). In every window
/// (`WindowScores`) each term's largest score is bounded from its blocks' maxima; terms are split
/// where the smaller bounds together cannot reach the threshold. The larger ones (essential) add
/// up into the window's sums block by block, leaving out blocks that cannot make a difference; the
/// rest are looked up for the sections that can still enter. A stretch that cannot reach the
/// threshold is skipped whole.
///
/// Bounds round up and the threshold is exact, so the result is that of scoring every section.
struct MaxScore {
  private let sectionCount: Int
  /// Sections of a window.
  private let width: Int
  private let segment: Segment
  private let lengths: SectionLengths
  private let model: BM25
  private let scratch: SearchScratch
  private let entries: FlatBuffer<ScoringCursor>
  /// Hints, then the others, each ordered by ascending window bound.
  private let order: FlatBuffer<Int>
  private let hintCount: Int
  /// prefix[i]: sum of the bounds of the i smallest.
  private let prefix: FlatBuffer<Float>

  /// - Parameters:
  ///   - segment: Where to search.
  ///   - model: What a term adds.
  ///   - terms: The terms' cursors, before their lists.
  ///   - scratch: The memory to work on; its arena holds the cursors.
  init(
    _ segment: Segment, _ model: BM25, _ terms: FlatBuffer<ScoringCursor>, _ scratch: SearchScratch
  ) {
    self.segment = segment
    self.model = model
    self.scratch = scratch
    lengths = SectionLengths(segment)
    sectionCount = segment.summary.sections
    width = WindowScores.width(sectionCount)
    entries = terms
    order = scratch.arena.buffer(count: terms.count)
    prefix = scratch.arena.buffer(of: 0, count: terms.count + 1)
    var hints = 0
    for index in 0..<terms.count where terms[index].isHint {
      order[hints] = index
      hints += 1
    }
    var place = hints
    for index in 0..<terms.count where !terms[index].isHint {
      order[place] = index
      place += 1
    }
    hintCount = hints
  }

  /// Offers every section that can enter `top` and that `accept` lets in.
  ///
  /// - Throws: What `accept` throws; `.corrupt` where the segment is damaged.
  mutating func run(
    into top: inout TopK, accept: (UInt32) throws(IndexError) -> Bool
  ) throws(IndexError) {
    var start = 0
    while start < sectionCount {
      try scratch.deadline?.check()
      let end = min(start + width, sectionCount)
      let (reach, isAny) = boundWindow(UInt32(start), UInt32(end))
      if top.threshold < 0 ? isAny : prefix[entries.count] > top.threshold {
        try segment.requireLengths(start..<end)
        try scoreWindow(UInt32(start), UInt32(end), into: &top, accept: accept)
        start = end
      } else {
        start = max(end, Int(reach) + 1)
      }
    }
  }

  // MARK: Bounds

  /// Bounds every term over a window and orders the terms by it.
  ///
  /// - Returns: The last section that the bounds hold for, and whether any of the terms may be in the
  ///   window that are no hints.
  private func boundWindow(_ start: UInt32, _ end: UInt32) -> (reach: UInt32, isAny: Bool) {
    var reach = PostingsCursor.noMoreSections - 1
    var isAny = false
    for index in 0..<entries.count {
      entries[index].boundWindow(start, end, model)
      reach = min(reach, entries[index].boundEnd)
      isAny = isAny || entries[index].isInWindow && !entries[index].isHint
    }
    sortByBound(0, hintCount)
    sortByBound(hintCount, order.count)
    for place in 0..<order.count {
      prefix[place + 1] = prefix[place] + entries[order[place]].windowBound
    }
    return (reach, isAny)
  }

  /// Insertion sort: the order hardly changes from window to window.
  private func sortByBound(_ from: Int, _ to: Int) {
    var place = from + 1
    while place < to {
      let moved = order[place]
      let bound = entries[moved].windowBound
      var slot = place
      while slot > from, bound < entries[order[slot - 1]].windowBound {
        order[slot] = order[slot - 1]
        slot -= 1
      }
      order[slot] = moved
      place += 1
    }
  }

  // MARK: Scoring

  private func scoreWindow(
    _ start: UInt32, _ end: UInt32, into top: inout TopK,
    accept: (UInt32) throws(IndexError) -> Bool
  ) throws(IndexError) {
    if top.threshold < 0 {
      let (count, rest) = sumAll(start, end)
      return try complete(count, rest, into: &top, accept: accept)
    }
    var essential = hintCount
    while essential < entries.count, prefix[essential + 1] <= top.threshold { essential += 1 }
    // Terms that are not in the window come first. One that is and adds nothing finds nothing either, but
    // for what hints add.
    let hintsAdd = prefix[hintCount] > 0
    while essential < entries.count, entries[order[essential]].windowBound == 0,
      !(hintsAdd && entries[order[essential]].isInWindow)
    {
      essential += 1
    }
    let count =
      essential + 1 == entries.count
      ? collect(entries[order[essential]], start, end, top.threshold, prefix[essential])
      : sum(essential, start, end, top.threshold)
    try complete(count, essential, into: &top, accept: accept)
  }

  /// Lookups cost as much as so many postings that are added in order.
  private static let lookupCost = 8

  /// Finds the candidates of a window while there is no threshold: all its sections. Hints that have not
  /// too many postings for it are added as well.
  ///
  /// - Returns: How many sections there are, and below which place the terms have not been added.
  private func sumAll(_ start: UInt32, _ end: UInt32) -> (count: Int, rest: Int) {
    let (window, scores) = (scratch.window, scratch.scores)
    var chunks: UInt64 = 0
    var postings = 0
    for place in hintCount..<entries.count {
      let entry = entries[order[place]]
      entry.forEachBlock(start, end, model, needed: -1) { places in
        entry.score(places, lengths, model, into: scores)
        chunks |= window.add(scores, entry.cursor.sections, places, start: start)
        postings += places.count
      }
    }
    var rest = hintCount
    while rest > 0, postingsInWindow(order[rest - 1]) <= Self.lookupCost * postings {
      rest -= 1
      let entry = entries[order[rest]]
      entry.forEachBlock(start, end, model, needed: -1) { places in
        entry.score(places, lengths, model, into: scores)
        window.addWhereTouched(scores, entry.cursor.sections, places, start: start)
      }
    }
    return (window.drain(chunks, above: -1, start: start, into: scratch.candidates), rest)
  }

  /// Postings of a term in a window, about.
  private func postingsInWindow(_ term: Int) -> Int {
    let all = entries[term].cursor.info.sections
    return sectionCount <= width ? all : all * width / sectionCount
  }

  /// Finds the candidates of a window: sections that the essential terms together lift above what the
  /// others leave of the threshold; returns how many there are.
  private func sum(_ essential: Int, _ start: UInt32, _ end: UInt32, _ threshold: Float) -> Int {
    let (window, scores) = (scratch.window, scratch.scores)
    var chunks: UInt64 = 0
    for place in essential..<entries.count {
      let entry = entries[order[place]]
      let needed = threshold - (prefix[entries.count] - entry.windowBound)
      entry.forEachBlock(start, end, model, needed: needed) { places in
        entry.score(places, lengths, model, into: scores)
        chunks |= window.add(scores, entry.cursor.sections, places, start: start)
      }
    }
    return window.drain(
      chunks, above: threshold - prefix[essential], start: start, into: scratch.candidates)
  }

  /// The same where only one term is essential: there is nothing to add up.
  private func collect(
    _ entry: ScoringCursor, _ start: UInt32, _ end: UInt32, _ threshold: Float, _ rest: Float
  ) -> Int {
    let (candidates, scores) = (scratch.candidates, scratch.scores)
    let needed = threshold - rest
    var count = 0
    entry.forEachBlock(start, end, model, needed: needed) { places in
      entry.score(places, lengths, model, into: scores)
      for place in places {
        candidates[count] = ScoredSection(
          section: entry.cursor.sections[place], score: scores[place])
        count &+= scores[place] > needed ? 1 : 0
      }
    }
    return count
  }

  /// Adds the scores of the terms below `essential` to the candidates, largest bound first, dropping
  /// those that cannot reach the threshold, and offers the rest.
  private func complete(
    _ found: Int, _ essential: Int, into top: inout TopK,
    accept: (UInt32) throws(IndexError) -> Bool
  ) throws(IndexError) {
    let candidates = scratch.candidates
    var count = found
    var place = essential
    while place > 0, count > 0 {
      let needed = top.threshold - prefix[place]
      place &-= 1
      if entries[order[place]].windowBound > 0 {
        count = scratch.candidateLookups.add(
          entries[order[place]], to: candidates, count, above: needed, lengths, model)
      }
    }
    for index in 0..<count where candidates[index].score > top.threshold {
      let candidate = candidates[index]
      if try accept(candidate.section) { top.offer(candidate.section, candidate.score) }
    }
  }
}
