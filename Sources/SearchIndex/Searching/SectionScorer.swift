import IndexBytes

/// Scores single sections in ascending order, and bounds what those ahead can score.
struct SectionScorer {
  private let segment: Segment
  let lengths: SectionLengths
  private let model: BM25
  /// The terms, largest bound first.
  private let entries: FlatBuffer<ScoringCursor>
  /// rest[i]: what the terms from i on can add at most.
  private let rest: FlatBuffer<Float>
  private var lists: [(list: MergedList, weight: Float, place: Int)] = []
  /// What the lists can add at most.
  private var listsBound: Float = 0

  init(
    _ model: BM25, _ scores: SegmentSearch.Scores, _ cursors: TermCursors
  ) throws(IndexError) {
    segment = cursors.segment
    self.model = model
    lengths = SectionLengths(segment)
    try segment.requireAllLengths()
    let terms = try scores.cursors(model, cursors)
    let order = (0..<terms.count).sorted { terms[$0].listBound > terms[$1].listBound }
    entries = cursors.arena.buffer(count: terms.count)
    for (place, index) in order.enumerated() { entries[place] = terms[index] }
    rest = cursors.arena.buffer(of: 0, count: terms.count + 1)
    for place in (0..<terms.count).reversed() {
      rest[place] = rest[place + 1] + entries[place].listBound
    }
    for (list, weight) in zip(scores.lists, scores.weights) where weight > 0 {
      lists.append((list, weight, 0))
      listsBound += model.bound(weight, frequency: .max, length: 0)
    }
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool {
    for index in 0..<entries.count where entries[index].isDamaged { return true }
    return false
  }

  /// What any section can score at most.
  var bound: Float { rest[0] + listsBound }

  /// What `section` can score at most, and up to where that holds.
  @inline(__always)
  mutating func bound(at section: UInt32) -> (bound: Float, end: UInt32) {
    var bound = listsBound
    var end = PostingsCursor.noMoreSections
    for index in 0..<entries.count {
      bound += entries[index].blockBound(at: section, model)
      end = min(end, entries[index].boundEnd)
    }
    return (bound, end)
  }

  /// The longest a section may be, in tokens, to score above `threshold` where the bounds asked for last
  /// hold; -1 where none can. O(terms · log of the longest).
  ///
  /// A block's maxima tell how often a term stands in a section, but the shortest section is another
  /// one; with its own length a section is bounded more closely, and without looking at any other list.
  func longest(above threshold: Float) -> Int {
    var low = -1
    var high = 1 << 20
    // A section longer than that is never left out by its length.
    if bound(ofLength: UInt32(high)) > threshold { return .max }
    while high - low > 1 {
      let middle = (low + high) / 2
      if bound(ofLength: UInt32(middle)) > threshold { low = middle } else { high = middle }
    }
    return low
  }

  private func bound(ofLength length: UInt32) -> Float {
    var bound = listsBound
    for index in 0..<entries.count { bound += entries[index].bound(ofLength: length, model) }
    return bound
  }

  /// Which bounds hold: changes where one of them may have.
  func frequencies() -> UInt64 {
    var hash: UInt64 = 0
    for index in 0..<entries.count {
      hash = (hash ^ UInt64(entries[index].largestFrequency)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  /// The score of a section, or something not above `threshold` where it cannot be above it.
  mutating func score(_ section: UInt32, above threshold: Float) -> Float {
    var score: Float = 0
    for index in 0..<entries.count {
      if score + rest[index] + listsBound <= threshold { return threshold }
      score += entries[index].score(section, lengths, model)
    }
    for index in lists.indices {
      let place = lists[index].list.place(of: section, from: lists[index].place)
      lists[index].place = place
      if lists[index].list.holds(section, at: place) {
        score += model.score(
          lists[index].weight, frequency: Float(lists[index].list.frequencies[place]),
          length: lengths[section])
      }
    }
    return score
  }
}
