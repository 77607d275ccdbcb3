import IndexBytes

/// The lists of a pass: which every section is in, which give marks, and which are looked at last.
struct ConjunctionShare {
  /// Lists that can give marks.
  private static let mostMarks = 32

  let pass: ConjunctionPass
  private let required: RequiredTerms
  private let weights: [Float?]
  /// Terms that give marks, in the order of their bits.
  private let marked: [Int]

  init(_ pass: ConjunctionPass, _ required: RequiredTerms, _ weights: [Float?]) {
    self.pass = pass
    self.required = required
    self.weights = weights
    // Clause by clause, so that the rarest are decided first.
    var marked: [Int] = []
    for clause in pass.ordered(required.infos.map(\.sections)) {
      for term in clause.numbers where weights[term] != nil && !marked.contains(term) {
        marked.append(term)
      }
    }
    self.marked = Array(marked.prefix(Self.mostMarks))
  }

  /// Terms whose share of a score the conjunction knows.
  var scored: [[UInt8]] {
    var scored = marked.map { required.terms[$0] }
    for term in pass.present.union(pass.absent).numbers { scored.append(required.terms[term]) }
    return scored
  }

  /// The marks of those of `terms` that give some.
  func marks(of terms: TermSet) -> UInt32 {
    marked.indices.reduce(0) { marks, place in
      terms.contains(TermSet(marked[place])) ? marks | 1 << UInt32(place) : marks
    }
  }

  func conjunction(
    _ segment: Segment, _ model: BM25, extra: Float, _ scratch: SearchScratch
  ) throws(IndexError) -> Conjunction {
    let shortest = UInt32(clamping: segment.summary.minLength)
    let cursor = { (term: Int) throws(IndexError) in
      try PostingsCursor(segment, required.infos[term], arena: scratch.arena)
    }
    var lists: [ConjunctionList] = []
    lists.reserveCapacity(pass.present.count + marked.count)
    for term in Array(pass.present.numbers) + marked {
      lists.append(
        ConjunctionList(
          try cursor(term), weight: weights[term] ?? 0, model, shortest: shortest,
          mark: marks(of: TermSet(term))))
    }
    var clauses: [ConjunctionClause] = []
    for clause in pass.open {
      var others: [PostingsCursor] = []
      for term in clause.numbers where !marked.contains(term) { others.append(try cursor(term)) }
      clauses.append(ConjunctionClause(marks: marks(of: clause), others, scratch.arena))
    }
    var absent: [PostingsCursor] = []
    for term in pass.absent.numbers { absent.append(try cursor(term)) }
    return try Conjunction(
      lists, clauses: clauses, absent: absent, segment, model, extra: extra, scratch)
  }
}
