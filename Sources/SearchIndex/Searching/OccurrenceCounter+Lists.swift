import IndexBytes

/// Lists of postings added up.
extension OccurrenceCounter {
  /// Adds lists of a segment, which become as one. O(postings).
  ///
  /// - Parameters:
  ///   - infos: Where they are.
  ///   - live: The segment.
  ///   - arena: For a cursor.
  /// - Throws: `.corrupt` where a list is damaged; what was added is then forgotten before the next use.
  func add(_ infos: [TermInfo], _ live: LiveSegment, _ arena: FlatArena) throws(IndexError) {
    begin()
    guard let first = infos.first else { return }
    var cursor = try PostingsCursor(live.segment, first, arena: arena, reopens: true)
    for info in infos {
      if info.sections > PostingsLayout.block {
        try cursor.reopen(live.segment, info)
        add(blocksOf: &cursor)
        if cursor.isDamaged { throw live.damaged() }
      } else if try !add(short: info, live.segment) {
        throw live.damaged()
      }
    }
  }

  /// Adds the current block of a cursor. O(its sections).
  func add(_ cursor: inout PostingsCursor) {
    if cursor.occursOnce { return addOnce(cursor) }
    cursor.decodeFrequencies()
    let sections = cursor.sections
    let frequencies = cursor.frequencies
    var count = count
    for place in 0..<(cursor.isDamaged ? 0 : cursor.blockSize) {
      let section = Int(sections[place])
      add(UInt64(frequencies[place]) &+ 1, to: section, &count)
    }
    self.count = count
  }

  private func addOnce(_ cursor: borrowing PostingsCursor) {
    let sections = cursor.sections
    var count = count
    for place in 0..<cursor.blockSize {
      add(1, to: Int(sections[place]), &count)
    }
    self.count = count
  }

  private func add(blocksOf cursor: inout PostingsCursor) {
    for block in 0..<cursor.blockCount {
      if let run = cursor.run(ofBlock: block) {
        add(run: run)
      } else {
        cursor.move(toBlock: block)
        if cursor.isDamaged { return }
        add(&cursor)
      }
    }
  }

  /// Adds a list without skips, read where it stands; false where it is damaged.
  @inline(__always)
  private func add(short info: TermInfo, _ segment: Segment) throws(IndexError) -> Bool {
    if info.sections == 1 { return add(lone: info, segment) }
    try segment.require(info)
    let view = segment.file.view
    let tail = PostingsTail(view, at: info.offset)
    guard info.docBytes > 0, tail.fits(info.sections, end: info.offset &+ info.docBytes) else {
      return false
    }
    var count = count
    let isSound = tail.forEach(info.sections, view, below: segment.summary.sections) {
      section, occurrences in
      add(occurrences, to: section, &count)
    }
    self.count = count
    return isSound
  }

  @inline(__always)
  private func add(lone info: TermInfo, _ segment: Segment) -> Bool {
    guard info.loneSection < segment.summary.sections else { return false }
    let occurrences = UInt64(truncatingIfNeeded: info.occurrences)
    add(occurrences, to: Int(info.loneSection), &count)
    return true
  }
}

extension PostingsTail {
  /// Gives `count` sections and how often each holds the term; false at one that is not below `limit`.
  @inline(__always)
  fileprivate func forEach(
    _ count: Int, _ view: ByteView, below limit: Int, _ visit: (Int, UInt64) -> Void
  ) -> Bool {
    let start = frequencies(count)
    var section = -1
    for place in 0..<count {
      section = section &+ 1 &+ Int(BitPacking.tailValue(view, at: gaps, bits: gapBits, place))
      if section >= limit { return false }
      let more =
        frequencyBits == 0
        ? 0 : BitPacking.tailValue(view, at: start, bits: frequencyBits, place)
      visit(section, UInt64(more) &+ 1)
    }
    return true
  }
}
