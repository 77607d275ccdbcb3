import IndexBytes

/// The best sections of those that meet every requirement.
extension SegmentSearch {
  /// The deadline is looked at every 2,048 sections.
  private static let deadlineShift: UInt32 = 11

  /// Offers the sections that match to `top`.
  ///
  /// Candidates come from the requirement with the fewest postings. What they can score decides
  /// first: a stretch whose blocks bound it below the threshold is skipped, then a candidate that
  /// holds all the words and scores too little; positions are read of the rest only.
  ///
  /// - Returns: How many match; at least so many once some were skipped.
  mutating func runRequired(
    into top: inout some SectionSink, countingUpTo limit: Int
  ) throws(IndexError) -> MatchCount {
    let terms = try RequiredTerms(
      query.required, scratch.lookups(segment), scored: scores.terms)
    if let count = try runConjunction(terms, into: &top, countingUpTo: limit) { return count }
    let cursors = newCursors()
    let matchers = try matchers(query.required, cursors).sorted { $0.cost < $1.cost }
    guard matchers[0].cost > 0 else { return MatchCount() }
    var scorer = try SectionScorer(model, scores, cursors)
    var pruning = Pruning()
    var count = 0
    var target: UInt32 = 0
    while true {
      let threshold = count < limit ? -1 : top.threshold
      if threshold >= 0 {
        pruning.update(&scorer, target, threshold)
        if pruning.isHopeless {
          if pruning.filter.end >= UInt32(segment.summary.sections) { break }
          target = pruning.filter.end + 1
          continue
        }
      }
      let section = try matchers[0].nextCandidate(from: target, pruning.filter)
      if section == PostingsCursor.noMoreSections { break }
      if section >> Self.deadlineShift != target >> Self.deadlineShift {
        try scratch.deadline?.check()
      }
      target = section
      if section > pruning.filter.end { continue }
      target += 1
      guard try mayMatch(section, matchers) else { continue }
      let score = scorer.score(section, above: threshold)
      if threshold >= 0, score <= threshold { continue }
      guard try confirm(section, matchers) else { continue }
      count += 1
      try top.offer(section, score)
    }
    if matchers.contains(where: \.isDamaged) || scorer.isDamaged { throw live.damaged() }
    return MatchCount(atLeast: count, isExact: !pruning.isBegun)
  }

  private func mayMatch(
    _ section: UInt32, _ matchers: [RequirementMatcher]
  ) throws(IndexError) -> Bool {
    for matcher in matchers.dropFirst() where try !matcher.mayMatch(section) { return false }
    return true
  }

  private mutating func confirm(
    _ section: UInt32, _ matchers: [RequirementMatcher]
  ) throws(IndexError) -> Bool {
    guard try accepts(section) else { return false }
    for matcher in matchers where try !matcher.confirm(section) { return false }
    return true
  }
}

/// Which sections a requirement's candidates may be left out of, by the bounds of the blocks around.
private struct Pruning {
  /// Which of the sections ahead may still enter.
  private(set) var filter = CandidateFilter.none
  /// Whether none up to the filter's end may.
  private(set) var isHopeless = false
  /// Whether anything may have been left out.
  private(set) var isBegun = false
  private var threshold: Float = -1
  private var frequencies: UInt64 = 0
  private var longest = 0

  /// Looks at the blocks around `section`, unless what is known holds there and the threshold is the
  /// same.
  mutating func update(_ scorer: inout SectionScorer, _ section: UInt32, _ threshold: Float) {
    let isNewPlace = !isBegun || section > filter.end
    if !isNewPlace, threshold == self.threshold { return }
    let bound = scorer.bound(at: section)
    isHopeless = bound.bound <= threshold
    isBegun = true
    let frequencies = scorer.frequencies()
    if threshold != self.threshold || frequencies != self.frequencies {
      longest = scorer.longest(above: threshold)
      self.threshold = threshold
      self.frequencies = frequencies
    }
    filter = CandidateFilter(scorer.lengths, longest: longest, end: bound.end)
  }
}

extension SegmentSearch.Scores {
  /// The terms' cursors with their bounds, each before its list.
  func cursors(
    _ model: BM25, _ cursors: TermCursors
  ) throws(IndexError) -> FlatBuffer<ScoringCursor> {
    let shortest = UInt32(clamping: cursors.segment.summary.minLength)
    let result: FlatBuffer<ScoringCursor> = cursors.arena.buffer(count: terms.count)
    for (index, term) in terms.enumerated() {
      let cursor = try cursors.cursor(term.term, term.info)
      cursors.note(cursor, scoring: term.number)
      result[index] = ScoringCursor(
        cursor, weight: term.weight, isHint: term.isHint, model, shortest: shortest)
    }
    return result
  }
}
