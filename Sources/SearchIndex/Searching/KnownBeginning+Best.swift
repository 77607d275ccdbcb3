import IndexBytes

/// The best sections of a beginning of which those are known that can be.
extension KnownBeginning {
  /// Checks the pages with the lengths of the sections that are known, no others.
  func requireLengths(_ segment: Segment) throws(IndexError) {
    for place in 0..<best.count {
      let section = Int(best[place].section)
      try segment.requireLengths(section..<section + 1)
    }
  }

  /// Offers the sections that are known to `top`, unless others may be among the best. O(sections known).
  ///
  /// A section that is not known has `Skyband.depth` known ones before it: they hold the words as often or
  /// more, and are as long or shorter, and where both are equal they come first. So if it is among the
  /// best, one of them scores no more than is needed to enter, and rounding made this so; see `mayHide`.
  ///
  /// - Parameters:
  ///   - top: Takes the best sections.
  ///   - model: What an occurrence counts.
  ///   - weight: What the words weigh.
  ///   - lengths: Of all sections; their pages were checked.
  /// - Returns: Whether they were offered.
  func offerBest(
    to top: inout TopK, _ model: BM25, _ weight: Float, _ lengths: SectionLengths
  ) -> Bool {
    guard top.capacity <= Skyband.depth else { return false }
    var attempt = top
    for place in 0..<best.count {
      let length = lengths[best[place].section]
      let frequency = Float(best[place].occurrences)
      attempt.offer(
        best[place].section, model.score(weight, frequency: frequency, length: length))
    }
    if best.count < sections {
      let needed = attempt.worst ?? attempt.threshold
      for place in 0..<best.count
      where mayHide(best[place], needed, model, weight, lengths) { return false }
    }
    top = attempt
    return true
  }

  /// Whether an unknown section that `entry` is before for certain may be among the best, for which a score
  /// of `needed` is just enough or just too little.
  ///
  /// Either its score is that of the entry, to which one token more or one occurrence less rounds as well,
  /// and it comes first by its number; or the frequencies are so high that scores may fall as they rise.
  private func mayHide(
    _ entry: CountedSection, _ needed: Float, _ model: BM25, _ weight: Float,
    _ lengths: SectionLengths
  ) -> Bool {
    let frequency = Float(entry.occurrences)
    let length = lengths[entry.section]
    let score = model.score(weight, frequency: frequency, length: length)
    if score > needed || score < needed - model.quantum { return false }
    if model.isUnsteady(at: entry.occurrences) { return true }
    if score < needed { return false }
    return model.score(weight, frequency: frequency, length: length + 1) == needed
      || entry.occurrences > 1
        && model.score(weight, frequency: frequency - 1, length: length) == needed
  }
}
