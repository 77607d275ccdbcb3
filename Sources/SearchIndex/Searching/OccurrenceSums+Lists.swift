import IndexBytes

/// Lists of postings added up.
extension OccurrenceSums {
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
    var fresh = 0
    let isSound = tail.forEach(info.sections, view, below: segment.summary.sections) {
      section, count in
      fresh &+= add(count, to: section)
    }
    count(fresh)
    return isSound
  }

  @inline(__always)
  private func add(lone info: TermInfo, _ segment: Segment) -> Bool {
    guard info.loneSection < segment.summary.sections else { return false }
    add(UInt64(truncatingIfNeeded: info.occurrences), at: Int(info.loneSection))
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
