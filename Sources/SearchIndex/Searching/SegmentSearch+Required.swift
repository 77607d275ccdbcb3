import IndexBytes

/// The best sections of those that meet every requirement.
extension SegmentSearch {
  /// Offers the sections that match to `top`.
  ///
  /// Candidates come from the requirement with the fewest postings. What they can score decides
  /// first: a stretch whose blocks bound it below the threshold is skipped, then a candidate that
  /// holds all the words and scores too little; positions are read of the rest only.
  ///
  /// - Returns: How many match; nil where they were not all counted.
  mutating func runRequired(
    into top: inout some SectionSink, counting: Bool
  ) throws(IndexError) -> Int? {
    let cursors = newCursors()
    let matchers = try matchers(query.required, cursors).sorted { $0.cost < $1.cost }
    guard matchers[0].cost > 0 else { return 0 }
    var scorer = try SectionScorer(model, scores, cursors)
    var count = 0
    var target: UInt32 = 0
    var bound: (bound: Float, end: UInt32) = (0, 0)
    var isFirst = true
    while true {
      let counts = counting && count < Self.countedMatches
      let threshold = counts ? -1 : top.threshold
      if threshold >= 0 {
        if isFirst || target > bound.end { bound = scorer.bound(at: target) }
        isFirst = false
        if bound.bound <= threshold {
          if bound.end >= UInt32(segment.summary.sections) { break }
          target = bound.end + 1
          continue
        }
      }
      let section = try matchers[0].nextCandidate(from: target)
      if section == PostingsCursor.noMoreSections { break }
      target = section
      if threshold >= 0, section > bound.end { continue }
      target += 1
      guard try mayMatch(section, matchers) else { continue }
      let score = try scorer.score(section, above: threshold)
      if threshold >= 0, score <= threshold { continue }
      guard try confirm(section, matchers) else { continue }
      count += 1
      try top.offer(section, score)
    }
    if matchers.contains(where: \.isDamaged) || scorer.isDamaged { throw live.damaged() }
    return counting && count < Self.countedMatches ? count : nil
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

extension SegmentSearch.Scores {
  /// The terms' cursors with their bounds, each before its list.
  func cursors(
    _ model: BM25, _ cursors: TermCursors
  ) throws(IndexError) -> FlatBuffer<ScoringCursor> {
    let shortest = UInt32(clamping: cursors.segment.summary.minLength)
    let result: FlatBuffer<ScoringCursor> = cursors.arena.buffer(count: terms.count)
    for (index, term) in terms.enumerated() {
      result[index] = ScoringCursor(
        try cursors.cursor(term.term, term.info), weight: term.weight, isHint: term.isHint, model,
        shortest: shortest)
    }
    return result
  }
}
