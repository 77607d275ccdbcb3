import IndexBytes

/// The best sections of those that meet clauses of terms.
extension SegmentSearch {
  /// Offers the sections that match to `top`: those that meet the clauses are found by `Conjunction`, and
  /// what else is required is asked of those alone that can enter.
  ///
  /// - Returns: How many match, at least so many once some were skipped; nil where no term is required,
  ///   or something else has fewer candidates.
  mutating func runConjunction(
    _ required: RequiredTerms, into top: inout some SectionSink, countingUpTo limit: Int
  ) throws(IndexError) -> MatchCount? {
    if required.isImpossible { return MatchCount() }
    if required.clauses.isEmpty { return nil }
    let weights = required.terms.map { term in
      scores.terms.first { $0.term == term }?.weight
    }
    let passes = ConjunctionPass.passes(
      required.clauses, sections: required.infos.map(\.sections),
      weights: weights.map { $0 ?? -1 })
    var count = MatchCount()
    for (number, pass) in passes.enumerated() {
      let cursors = newCursors()
      var rest = try RestMatchers(required.rest, cursors, scores.lists)
      if number == 0 {
        if rest.cost == 0 { return MatchCount() }
        if rest.cost < required.candidates { return nil }
      } else {
        top.beginAgain(quantum: model.quantum)
        try renewProhibited()
      }
      let share = ConjunctionShare(pass, required, weights)
      try run(share, &rest, cursors, into: &top, &count, countingUpTo: limit)
    }
    return count
  }

  /// Offers the sections of one pass.
  private mutating func run(
    _ share: ConjunctionShare, _ rest: inout RestMatchers, _ cursors: TermCursors,
    into top: inout some SectionSink, _ count: inout MatchCount, countingUpTo limit: Int
  ) throws(IndexError) {
    var extras = try SectionScorer(model, scores.without(share.scored), cursors)
    var conjunction = try share.conjunction(
      segment, model, extra: extras.bound, scratch)
    rest.begin(share)
    let bound = conjunction.bound
    while true {
      let threshold = count.atLeast < limit ? -1 : top.threshold
      if threshold >= 0 { count.isExact = false }
      guard bound > threshold, try conjunction.next(above: threshold, scratch.deadline) else {
        break
      }
      for place in 0..<conjunction.batch.count {
        let section = conjunction.batch.sections[place]
        let marks = conjunction.batch.marks[place]
        var score = conjunction.score(place)
        // What counts in any case is scored last, and only as far as it could enter.
        let counts = count.atLeast < limit || top.threshold < 0
        if counts, try !matches(section, marks, &rest) { continue }
        if extras.bound > 0 { score += extras.score(section, above: top.threshold - score) }
        if !counts {
          if score <= top.threshold {
            count.isExact = false
            continue
          }
          guard try matches(section, marks, &rest) else { continue }
        }
        count.atLeast += 1
        try top.offer(section, score)
      }
    }
    if conjunction.isDamaged || extras.isDamaged || rest.isDamaged { throw live.damaged() }
  }

  private mutating func matches(
    _ section: UInt32, _ marks: UInt32, _ rest: inout RestMatchers
  ) throws(IndexError) -> Bool {
    guard try accepts(section) else { return false }
    return try rest.matches(section, marks: marks)
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
