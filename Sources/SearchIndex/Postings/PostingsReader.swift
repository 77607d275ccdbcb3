import IndexBytes

/// Reads whole lists front to back with their positions, for merging and verifying.
struct PostingsReader {
  private let segment: Segment
  private let arena = FlatArena()
  private var cursor: PostingsCursor?
  private var positions = PositionsBlock()
  private var range = 0..<0

  init(_ segment: Segment) { self.segment = segment }

  /// Stands before the first section of a list.
  mutating func open(_ info: TermInfo) throws(IndexError) {
    if cursor == nil {
      cursor = try PostingsCursor(segment, info, arena: arena, reopens: true)
    } else {
      try cursor?.reopen(segment, info)
    }
    try segment.requirePositions(info)
    positions.open(
      segment.file.view, start: info.offset + info.docBytes, bytes: info.positionBytes,
      blocks: cursor?.blockCount ?? 1)
  }

  /// Moves to the next section; false at the end.
  ///
  /// - Throws: `.corrupt` where the list is damaged.
  mutating func next() throws(IndexError) -> Bool {
    guard cursor != nil else { return false }
    cursor?.next()
    guard let section = cursor?.section, section != PostingsCursor.noMoreSections else {
      return try end()
    }
    readPositions()
    if cursor?.isDamaged == true { return try end() }
    return true
  }

  private mutating func readPositions() {
    guard var cursor else { return }
    if !positions.holds(cursor.block) {
      cursor.decodeFrequencies()
      if !positions.load(cursor.block, cursor.view, cursor.frequencies, cursor.blockSize) {
        cursor.damaged()
      }
      self.cursor = cursor
    }
    range = positions.range(cursor.index)
  }

  private func end() throws(IndexError) -> Bool {
    if let cursor, cursor.isDamaged {
      throw segment.file.corrupt(
        at: cursor.info.offset, expected: "a postings list of \(cursor.info.sections) sections",
        found: "other bytes")
    }
    return false
  }

  /// The current section.
  var section: UInt32 { cursor?.section ?? PostingsCursor.noMoreSections }
  /// Occurrences in it.
  var frequency: Int { range.count }

  /// One of its positions, counted from 0.
  func position(_ occurrence: Int) -> UInt32 {
    positions.values[range.lowerBound + occurrence]
  }
}
