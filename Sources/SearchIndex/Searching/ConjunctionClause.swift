import IndexBytes

/// What a section must meet: it is in one at least of some lists.
struct ConjunctionClause: BitwiseCopyable {
  /// Marks of those lists that every section is looked up in.
  let marks: UInt32
  /// The other lists; only what has no mark is looked up there.
  private let others: FlatBuffer<PostingsCursor>
  /// Number of the last list that gives one of the marks.
  var last = 0

  /// - Parameters:
  ///   - marks: Marks of lists of the conjunction.
  ///   - others: Lists of its own.
  ///   - arena: The memory to work on.
  init(marks: UInt32, _ others: [PostingsCursor], _ arena: FlatArena) {
    self.marks = marks
    self.others = arena.buffer(count: others.count)
    for (place, cursor) in others.enumerated() { self.others[place] = cursor }
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool {
    for index in 0..<others.count where others[index].isDamaged { return true }
    return false
  }

  /// Keeps the sections that meet the clause; batches come in ascending order of sections.
  func filter(_ batch: inout CandidateBatch) {
    var kept = 0
    for place in 0..<batch.count {
      if batch.marks[place] & marks == 0, !isElsewhere(batch.sections[place]) { continue }
      batch.copy(place, to: kept)
      kept &+= 1
    }
    batch.count = kept
  }

  private func isElsewhere(_ section: UInt32) -> Bool {
    for index in 0..<others.count {
      others[index].step(to: section)
      if others[index].section == section { return true }
    }
    return false
  }
}
