import IndexBytes

/// The best sections for any of some terms and merged lists: every section that holds one of them
/// is scored, window by window.
extension SegmentSearch {
  /// Offers every section that matches and passes the filters; returns how many there are.
  mutating func runUnion(into top: inout some SectionSink) throws(IndexError) -> Int {
    if scores.terms.isEmpty, scores.lists.count == 1 { return try runList(into: &top) }
    let lengths = SectionLengths(segment)
    let terms = try scores.cursors(model, newCursors())
    var places = [Int](repeating: 0, count: scores.lists.count)
    var count = 0
    var start = 0
    while start < segment.summary.sections {
      try scratch.deadline?.check()
      let end = min(start + WindowScores.sections, segment.summary.sections)
      try segment.requireLengths(start..<end)
      var chunks: UInt64 = 0
      for index in 0..<terms.count where !terms[index].isHint {
        chunks |= add(terms[index], UInt32(start), UInt32(end), lengths)
      }
      for index in scores.lists.indices where scores.weights[index] > 0 {
        chunks |= add(index, &places[index], UInt32(start), UInt32(end), lengths)
      }
      // Hints come last, since they only add to what the others have touched.
      for index in 0..<terms.count where terms[index].isHint {
        addHint(terms[index], UInt32(start), UInt32(end), lengths)
      }
      count += try collect(chunks, UInt32(start), into: &top)
      start = end
    }
    try requireIntact(terms)
    return count
  }

  /// Adds a term's scores of the window; returns the chunks touched.
  private func add(
    _ entry: ScoringCursor, _ start: UInt32, _ end: UInt32, _ lengths: SectionLengths
  ) -> UInt64 {
    var chunks: UInt64 = 0
    entry.forEachBlock(start, end, model, needed: -1) { places in
      entry.score(places, lengths, model, into: scratch.scores)
      chunks |= scratch.window.add(scratch.scores, entry.cursor.sections, places, start: start)
    }
    return chunks
  }

  /// Adds a term's scores to the sections of the window that another has touched.
  private func addHint(
    _ entry: ScoringCursor, _ start: UInt32, _ end: UInt32, _ lengths: SectionLengths
  ) {
    entry.forEachBlock(start, end, model, needed: -1) { places in
      entry.score(places, lengths, model, into: scratch.scores)
      scratch.window.addWhereTouched(
        scratch.scores, entry.cursor.sections, places, start: start)
    }
  }

  /// Adds a merged list's scores of the window; returns the chunks touched.
  private func add(
    _ number: Int, _ place: inout Int, _ start: UInt32, _ end: UInt32, _ lengths: SectionLengths
  ) -> UInt64 {
    let list = scores.lists[number]
    let weight = scores.weights[number]
    var chunks: UInt64 = 0
    while place < list.count, list.sections[place] < end {
      let section = list.sections[place]
      let score = model.score(
        weight, frequency: Float(list.frequencies[place]), length: lengths[section])
      chunks |= scratch.window.add(score, at: section &- start)
      place &+= 1
    }
    return chunks
  }

  private mutating func collect(
    _ chunks: UInt64, _ start: UInt32, into top: inout some SectionSink
  ) throws(IndexError) -> Int {
    let isPlain = live.dead.isEmpty && !query.hasFilters
    let found = scratch.window.drain(
      chunks, above: -1, start: start, into: scratch.candidates)
    var count = 0
    for index in 0..<found {
      let candidate = scratch.candidates[index]
      if !isPlain, try !accepts(candidate.section) { continue }
      count &+= 1
      if candidate.score > top.threshold { try top.offer(candidate.section, candidate.score) }
    }
    return count
  }

  /// The best sections of a list that is only added up; whoever made the sums has checked the lengths.
  func run(_ sums: AddedList, into top: inout TopK) throws(IndexError) -> MatchCount {
    let count = MatchCount(atLeast: sums.count)
    try sums.takeBest(into: &top, model, scores.weights[0], live, scratch)
    return count
  }

  /// The best sections for one merged list: there is nothing to add up.
  private mutating func runList(into top: inout some SectionSink) throws(IndexError) -> Int {
    let lengths = SectionLengths(segment)
    let list = scores.lists[0]
    try segment.requireAllLengths()
    if !live.dead.isEmpty || query.hasFilters {
      return try runFilteredList(list, lengths, into: &top)
    }
    if list.count == 0 { return 0 }
    // The last lanes are those of the last section again.
    for place in list.count..<list.count + 4 {
      list.sections[place] = list.sections[list.count - 1]
    }
    var place = 0
    while place < list.count {
      let score = model.score(
        scores.weights[0],
        frequency: SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: list.frequencies[lanes: place])),
        length: lengths[list.sections[lanes: place]])
      if any(score .> SIMD4(repeating: top.threshold)) {
        for lane in 0..<min(4, list.count - place) where score[lane] > top.threshold {
          try top.offer(list.sections[place + lane], score[lane])
        }
      }
      place &+= 4
    }
    return list.count
  }

  private mutating func runFilteredList(
    _ list: MergedList, _ lengths: SectionLengths, into top: inout some SectionSink
  ) throws(IndexError) -> Int {
    var count = 0
    for place in 0..<list.count {
      let section = list.sections[place]
      guard try accepts(section) else { continue }
      count &+= 1
      let score = model.score(
        scores.weights[0], frequency: Float(list.frequencies[place]), length: lengths[section])
      if score > top.threshold { try top.offer(section, score) }
    }
    return count
  }
}
