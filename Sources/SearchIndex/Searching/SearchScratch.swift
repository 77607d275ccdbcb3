import IndexBytes

/// The memory that a search works on, made once a thread and used again by every query.
final class SearchScratch {
  /// For cursors: reset when a query begins.
  let arena = FlatArena()
  private let own = FlatArena()
  /// Sums of the current window.
  let window: WindowScores
  /// Sections of the window that can still enter, and their scores so far.
  let candidates: FlatBuffer<ScoredSection>
  /// For looking candidates up.
  let candidateLookups: CandidateLookups
  /// Scores of the sections of one block.
  let scores: FlatBuffer<Float>
  /// For the sections that hold all of some terms.
  let batch: CandidateBatch
  let intersection: BlockIntersection
  /// Sums of the segments in which a word that stands for many was looked for.
  private var sums: [(file: FramedFile, sums: OccurrenceSums)] = []
  /// The same of those in which a word was looked for that stands in few sections.
  private var sparse: [(file: FramedFile, occurrences: SparseOccurrences)] = []
  /// What is known of the terms of each segment, in the order in which they were asked for.
  private var lookups: [TermLookups] = []
  /// Where the links of each segment's sections are, likewise.
  private var links: [LinkHashes] = []
  /// When the search that works here gives up; searching loops ask it once a window.
  private(set) var deadline: SearchDeadline?
  /// Cursors that were made for a query, and how many of them the current one uses.
  private var cursors: [TermCursors] = []
  private var usedCursors = 0

  init() {
    window = WindowScores(own)
    candidates = own.buffer(count: WindowScores.sections + 4)
    candidateLookups = CandidateLookups(own, most: WindowScores.sections)
    scores = own.buffer(count: PostingsLayout.block + 4)
    batch = CandidateBatch(own)
    intersection = BlockIntersection(own)
  }

  /// Begins a query: what the one before was given is no longer valid.
  func begin(_ deadline: SearchDeadline?) {
    arena.reset()
    usedCursors = 0
    self.deadline = deadline
  }

  /// Cursors of a segment that nobody has moved yet, valid until the next query begins.
  func cursors(_ segment: Segment) -> TermCursors {
    if usedCursors < cursors.count {
      let known = cursors[usedCursors]
      usedCursors += 1
      known.clear(segment, lookups(segment), deadline)
      return known
    }
    let fresh = TermCursors(segment, self)
    if cursors.count < Self.keptCursors {
      cursors.append(fresh)
      usedCursors += 1
    }
    return fresh
  }

  /// A segment takes one, as a rule, and prohibited words another.
  private static let keptCursors = 16

  /// What is known of the terms of a segment, which must live as long as this. O(segments), of which
  /// there are few.
  func lookups(_ segment: Segment) -> TermLookups {
    let file = segment.file
    if let known = lookups.first(where: { $0.dictionary.file === file }) { return known }
    let fresh = TermLookups(segment.dictionary)
    lookups.append(fresh)
    return fresh
  }

  /// Where the links of a segment's sections are; see `lookups`.
  func links(_ segment: Segment) -> LinkHashes {
    if let known = links.first(where: { $0.segment === segment }) { return known }
    let fresh = LinkHashes(segment)
    links.append(fresh)
    return fresh
  }

  /// The sums of a segment, to be begun anew. O(segments); O(sections) the first time.
  ///
  /// - Throws: `.corrupt` where the lengths of the segment are damaged.
  func occurrenceSums(_ segment: Segment) throws(IndexError) -> OccurrenceSums {
    if let known = sums.first(where: { $0.file === segment.file }) { return known.sums }
    let all = segment.summary.sections
    try segment.requireAllLengths()
    let fresh = OccurrenceSums(sections: all, SectionLengths(segment), own)
    sums.append((segment.file, fresh))
    return fresh
  }

  /// What adds up few sections of a segment, to be begun anew, in place of its sums; see `occurrenceSums`.
  func sparseOccurrences(_ segment: Segment) throws(IndexError) -> SparseOccurrences {
    let known = sparse.first { $0.file === segment.file }
    if let known { return known.occurrences }
    let fresh = SparseOccurrences(try occurrenceSums(segment), own)
    sparse.append((segment.file, fresh))
    return fresh
  }
}
