import IndexBytes

/// Finds the sections of a batch in a block of another list, which is decoded or has bits.
struct BlockIntersection: BitwiseCopyable {
  /// Sections that a block may reach over for the table to be used.
  private static let widest = 1 << 12
  /// Sections to find for which it is worth making.
  private static let leastRun = 32

  /// For each section from the block's first on, its place in the block plus one; 0 for one that is
  /// not in it. All zeros between two uses.
  private let table: FlatBuffer<UInt8>

  init(_ arena: FlatArena) {
    table = arena.buffer(of: 0, count: Self.widest + 1)
  }

  /// Moves the sections of `run` that the block has to `kept` and on, in order, with their places in the
  /// block where their frequencies are.
  ///
  /// - Returns: The end of those moved.
  func match(
    _ run: Range<Int>, of batch: CandidateBatch, _ cursor: borrowing PostingsCursor, kept: Int
  ) -> Int {
    if !cursor.isListed { return matchByBits(run, batch, cursor, kept) }
    let first = cursor.sections[0]
    let reach = Int(cursor.sections[cursor.blockSize &- 1] &- first)
    if run.count >= Self.leastRun, reach < Self.widest {
      mark(cursor, first)
      let end = matchByTable(run, batch, first, reach, kept)
      unmark(cursor, first)
      return end
    }
    return matchBySearch(run, batch, cursor, kept)
  }

  /// Puts where the frequencies of `run` are the sections' places in the block, or `missing`.
  func find(_ run: Range<Int>, of batch: CandidateBatch, _ cursor: borrowing PostingsCursor) {
    if !cursor.isListed { return findByBits(run, batch, cursor) }
    let first = cursor.sections[0]
    let reach = Int(cursor.sections[cursor.blockSize &- 1] &- first)
    guard run.count >= Self.leastRun, reach < Self.widest else {
      return findBySearch(run, batch, cursor)
    }
    mark(cursor, first)
    let outside = UInt32(truncatingIfNeeded: reach &+ 1)
    for place in run {
      let found = table[Int(min(batch.sections[place] &- first, outside))]
      batch.frequencies[place] = UInt32(found) &- 1
    }
    unmark(cursor, first)
  }

  @inline(never)
  private func findByBits(
    _ run: Range<Int>, _ batch: CandidateBatch, _ cursor: borrowing PostingsCursor
  ) {
    for place in run {
      let (found, isThere) = cursor.bits.find(batch.sections[place], cursor.view)
      // All ones where it is not there.
      batch.frequencies[place] = UInt32(truncatingIfNeeded: found) | (isThere &- 1)
    }
  }

  @inline(never)
  private func matchByBits(
    _ run: Range<Int>, _ batch: CandidateBatch, _ cursor: borrowing PostingsCursor,
    _ start: Int
  ) -> Int {
    var kept = start
    for place in run {
      let (found, isThere) = cursor.bits.find(batch.sections[place], cursor.view)
      batch.copy(place, to: kept)
      batch.frequencies[kept] = UInt32(truncatingIfNeeded: found)
      kept &+= Int(isThere)
    }
    return kept
  }

  @inline(never)
  private func findBySearch(
    _ run: Range<Int>, _ batch: CandidateBatch, _ cursor: borrowing PostingsCursor
  ) {
    for place in run {
      let section = batch.sections[place]
      let found = cursor.place(of: section)
      // All ones where another section stands there, and no branch.
      let other = 0 &- min(cursor.sections[found] ^ section, 1)
      batch.frequencies[place] = UInt32(truncatingIfNeeded: found) | other
    }
  }

  @inline(__always)
  private func mark(_ cursor: borrowing PostingsCursor, _ first: UInt32) {
    let sections = cursor.sections
    for place in 0..<cursor.blockSize {
      table[Int(sections[place] &- first)] = UInt8(truncatingIfNeeded: place &+ 1)
    }
  }

  @inline(__always)
  private func unmark(_ cursor: borrowing PostingsCursor, _ first: UInt32) {
    let sections = cursor.sections
    for place in 0..<cursor.blockSize { table[Int(sections[place] &- first)] = 0 }
  }

  @inline(never)
  private func matchByTable(
    _ run: Range<Int>, _ batch: CandidateBatch, _ first: UInt32, _ reach: Int, _ start: Int
  ) -> Int {
    // What lies outside the block is found behind its end.
    let outside = UInt32(truncatingIfNeeded: reach &+ 1)
    var kept = start
    for place in run {
      let found = table[Int(min(batch.sections[place] &- first, outside))]
      batch.copy(place, to: kept)
      batch.frequencies[kept] = UInt32(found) &- 1
      // 1 where it is there, and no branch.
      kept &+= Int((0 &- UInt32(found)) >> 31)
    }
    return kept
  }

  @inline(never)
  private func matchBySearch(
    _ run: Range<Int>, _ batch: CandidateBatch, _ cursor: borrowing PostingsCursor,
    _ start: Int
  ) -> Int {
    var kept = start
    for place in run {
      let section = batch.sections[place]
      let found = cursor.place(of: section)
      batch.copy(place, to: kept)
      batch.frequencies[kept] = UInt32(truncatingIfNeeded: found)
      kept &+= Int(((cursor.sections[found] ^ section) &- 1) >> 31)
    }
    return kept
  }
}
