import IndexBytes

/// The postings of a word that stands for many, added up by section, of which only the best are asked for.
enum AddedList {
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
  ///   - segment: The segment.
  func takeBest(into top: inout TopK, _ model: BM25, _ weight: Float, _ segment: Segment) {
    let lengths = SectionLengths(segment)
    switch self {
    case .dense(let sums):
      sums.takeBest(
        into: &top, model, weight, lengths,
        shortest: UInt32(clamping: segment.summary.minLength))
    case .sparse(let occurrences): occurrences.takeBest(into: &top, model, weight, lengths)
    }
  }
}
