import IndexBytes

/// The postings of a word that stands for many, added up by section, of which only the best are asked for.
enum AddedList {
  /// Of words that begin alike, added up when the segment was written.
  case known(KnownBeginning)
  /// Of many sections.
  case dense(OccurrenceSums)
  /// Of few.
  case sparse(SparseOccurrences)

  /// Adds up lists of a segment in memory of `scratch`, where only one such list of it can be at a time.
  /// O(postings).
  init(_ infos: [TermInfo], _ live: LiveSegment, _ scratch: SearchScratch) throws(IndexError) {
    // No sum of damaged numbers is taken for a small one.
    let postings = infos.reduce(0) { $0 + Int(UInt32(clamping: $1.sections)) }
    let sparse = try scratch.sparseOccurrences(live.segment)
    if sparse.hasRoom(for: postings) {
      try sparse.add(infos, live, scratch.arena)
      self = .sparse(sparse)
    } else {
      let sums = try scratch.occurrenceSums(live.segment)
      try sums.add(infos, live, scratch.arena)
      self = .dense(sums)
    }
  }

  /// Sections that hold one of the words.
  var count: Int {
    switch self {
    case .known(let beginning): beginning.sections
    case .dense(let sums): sums.count
    case .sparse(let occurrences): occurrences.count
    }
  }

  /// Offers the best sections to `top`, and forgets them.
  ///
  /// - Parameters:
  ///   - top: Takes the best sections.
  ///   - model: What an occurrence counts.
  ///   - weight: What the list weighs.
  ///   - live: The segment.
  ///   - scratch: Has memory.
  /// - Throws: `.corrupt` where a list is damaged that has to be read after all.
  func takeBest(
    into top: inout TopK, _ model: BM25, _ weight: Float, _ live: LiveSegment,
    _ scratch: SearchScratch
  ) throws(IndexError) {
    let segment = live.segment
    let lengths = SectionLengths(segment)
    switch self {
    case .known(let beginning):
      try beginning.requireLengths(segment)
      if beginning.offerBest(to: &top, model, weight, lengths) { return }
      var found = FrequentTerms(limit: TermExpander.limit, scratch.arena)
      try segment.dictionary.add(termsWith: beginning.beginning, to: &found)
      try AddedList(found.terms(), live, scratch)
        .takeBest(into: &top, model, weight, live, scratch)
    case .dense(let sums):
      sums.takeBest(
        into: &top, model, weight, lengths,
        shortest: UInt32(clamping: segment.summary.minLength))
    case .sparse(let occurrences): occurrences.takeBest(into: &top, model, weight, lengths)
    }
  }
}
