import IndexBytes

/// The best sections for any of some terms and merged lists: every section that holds one of them
/// is scored, window by window.
extension SegmentSearch {
  /// Offers every section that matches and passes the filters; returns how many there are.
  mutating func runUnion(into top: inout some SectionSink) throws(IndexError) -> Int {
    // Hints come last, since they only add to what the others have touched.
    let terms = scores.terms.filter { !$0.isHint } + scores.terms.filter(\.isHint)
    let finding = scores.terms.count { !$0.isHint }
    var cursors: [(cursor: PostingsCursor, weight: Float)] = []
    for term in terms {
      cursors.append((try PostingsCursor(segment, term.info, arena: arena), term.weight))
    }
    var places = [Int](repeating: 0, count: scores.lists.count)
    var count = 0
    var start = 0
    while start < segment.summary.sections {
      try scratch.deadline?.check()
      let end = min(start + MaxScore.windowSections, segment.summary.sections)
      try segment.requireLengths(start..<end)
      for index in 0..<finding {
        add(&cursors[index].cursor, cursors[index].weight, UInt32(start), UInt32(end))
      }
      for index in scores.lists.indices where scores.weights[index] > 0 {
        add(index, &places[index], UInt32(start), UInt32(end))
      }
      for index in finding..<cursors.count {
        addHint(&cursors[index].cursor, cursors[index].weight, UInt32(start), UInt32(end))
      }
      count += try collect(UInt32(start), into: &top)
      start = end
    }
    if cursors.contains(where: \.cursor.isDamaged) { throw live.damaged() }
    return count
  }

  /// Adds a term's scores of the window.
  private func add(
    _ cursor: inout PostingsCursor, _ weight: Float, _ start: UInt32, _ end: UInt32
  ) {
    cursor.advance(to: start)
    while cursor.section < end {
      let from = cursor.index
      let to = scratch.scoreRun(
        cursor, from: from, before: end, view: segment.file.view, lengths: segment.lengthsOffset,
        model: model, weight: weight)
      scratch.add(cursor.sections, from..<to, start)
      cursor.move(to: to)
    }
  }

  /// Adds a term's scores to the sections of the window that another has touched.
  private func addHint(
    _ cursor: inout PostingsCursor, _ weight: Float, _ start: UInt32, _ end: UInt32
  ) {
    cursor.advance(to: start)
    while cursor.section < end {
      let slot = Int(cursor.section &- start)
      if scratch.touched[slot >> 6] >> UInt64(slot & 63) & 1 == 1 {
        let length = segment.file.view.uint32(segment.lengthsOffset &+ Int(cursor.section) &* 4)
        scratch.scores[slot] =
          scratch.scores[slot]
          + model.score(weight, frequency: Float(cursor.frequency), length: Float(length))
      }
      cursor.next()
    }
  }

  /// Adds a merged list's scores of the window.
  private func add(_ number: Int, _ place: inout Int, _ start: UInt32, _ end: UInt32) {
    let list = scores.lists[number]
    let weight = scores.weights[number]
    let view = segment.file.view
    let lengths = segment.lengthsOffset
    while place < list.sections.count, list.sections[place] < end {
      let section = list.sections[place]
      let length = view.uint32(lengths &+ Int(section) &* 4)
      let slot = Int(section &- start)
      scratch.scores[slot] =
        scratch.scores[slot]
        + model.score(weight, frequency: Float(list.frequencies[place]), length: Float(length))
      scratch.touched[slot >> 6] = scratch.touched[slot >> 6] | (1 &<< UInt64(slot & 63))
      place &+= 1
    }
  }

  private mutating func collect(
    _ start: UInt32, into top: inout some SectionSink
  ) throws(IndexError) -> Int {
    let isPlain = live.dead.isEmpty && !query.hasFilters
    var count = 0
    for word in 0..<MaxScore.windowSections / 64 {
      var bits = scratch.touched[word]
      if bits == 0 { continue }
      scratch.touched[word] = 0
      while bits != 0 {
        let place = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        let score = scratch.scores[place]
        scratch.scores[place] = 0
        let section = start &+ UInt32(truncatingIfNeeded: place)
        if !isPlain, try !accepts(section) { continue }
        count &+= 1
        if score > top.threshold { try top.offer(section, score) }
      }
    }
    return count
  }
}
