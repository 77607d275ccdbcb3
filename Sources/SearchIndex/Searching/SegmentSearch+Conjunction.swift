import IndexBytes

/// The best sections of those that hold all of some terms.
extension SegmentSearch {
  /// Offers the sections that match to `top`: those that hold the terms are found by `Conjunction`, and
  /// what else is required is asked of those alone that can enter.
  ///
  /// - Returns: How many match, at least so many once some were skipped; nil where no term is required,
  ///   or something else has fewer candidates.
  mutating func runConjunction(
    _ required: RequiredTerms, into top: inout some SectionSink, countingUpTo limit: Int
  ) throws(IndexError) -> MatchCount? {
    if required.terms.isEmpty { return nil }
    let cursors = newCursors()
    guard let lists = try lists(required.terms) else { return MatchCount() }
    let rarest = lists.reduce(Int.max) { min($0, $1.cursor.info.sections) }
    let others = try matchers(required.rest, cursors).sorted { $0.cost < $1.cost }
    if let first = others.first {
      if first.cost == 0 { return MatchCount() }
      if first.cost < rarest { return nil }
    }
    var extras = try SectionScorer(model, scores.without(required.terms), cursors)
    var conjunction = try Conjunction(
      lists, segment, model, extra: extras.bound, scratch)
    var count = MatchCount()
    while true {
      let threshold = count.atLeast < limit ? -1 : top.threshold
      if threshold >= 0 { count.isExact = false }
      guard try conjunction.next(above: threshold, scratch.deadline) else { break }
      for place in 0..<conjunction.batch.count {
        let threshold = count.atLeast < limit ? -1 : top.threshold
        let section = conjunction.batch.sections[place]
        var score = conjunction.score(place)
        if extras.bound > 0 { score += extras.score(section, above: threshold - score) }
        if score <= threshold {
          count.isExact = false
          continue
        }
        guard try accepts(section), try match(section, others) else { continue }
        count.atLeast += 1
        try top.offer(section, score)
      }
    }
    if conjunction.isDamaged || extras.isDamaged || others.contains(where: \.isDamaged) {
      throw live.damaged()
    }
    return count
  }

  private func match(
    _ section: UInt32, _ matchers: [RequirementMatcher]
  ) throws(IndexError) -> Bool {
    for matcher in matchers where try !matcher.matches(section) { return false }
    return true
  }

  /// The lists of some terms; nil where the segment does not have one of them.
  private func lists(_ terms: [[UInt8]]) throws(IndexError) -> [ConjunctionList]? {
    let shortest = UInt32(clamping: segment.summary.minLength)
    var lists: [ConjunctionList] = []
    for term in terms {
      let scoring = scores.terms.first { $0.term == term }
      var found = scoring?.info
      if found == nil { found = try scratch.lookups(segment).lookup(term) }
      guard let info = found else { return nil }
      let cursor = try PostingsCursor(segment, info, arena: scratch.arena)
      lists.append(
        ConjunctionList(cursor, weight: scoring?.weight ?? 0, model, shortest: shortest))
    }
    return lists
  }
}

extension SegmentSearch.Scores {
  /// The same but for some terms.
  func without(_ others: [[UInt8]]) -> Self {
    var rest = self
    rest.terms.removeAll { others.contains($0.term) }
    return rest
  }
}
