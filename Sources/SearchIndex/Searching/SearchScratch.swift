import IndexBytes

/// The memory that a search works on, made once a thread and used again by every query.
final class SearchScratch {
  private let arena = FlatArena()
  /// Sums of the current window.
  let scores: FlatBuffer<Float>
  /// A bit for every section of the window that a term touched.
  let touched: FlatBuffer<UInt64>
  /// Scores of one block.
  let run: FlatBuffer<Float>
  /// Occurrences by section, all 0 between uses.
  private var counts: FlatBuffer<UInt32>?
  /// When the search that works here gives up; searching loops ask it once a window.
  var deadline: SearchDeadline?

  init() {
    scores = arena.buffer(of: 0, count: MaxScore.windowSections)
    touched = arena.buffer(of: 0, count: MaxScore.windowSections / 64)
    run = arena.buffer(of: 0, count: PostingsLayout.block + 8)
  }

  /// Zeros for `sections` sections, to be left as zeros.
  func counts(_ sections: Int) -> FlatBuffer<UInt32> {
    if let counts, counts.count >= sections { return counts }
    let fresh = arena.buffer(of: UInt32(0), count: sections)
    counts = fresh
    return fresh
  }

  /// Scores the cursor's block from place `from` on, for sections before `end`.
  ///
  /// - Returns: The place behind the last section scored; scores are in `run` by place.
  @inline(__always)
  func scoreRun(
    _ cursor: borrowing PostingsCursor, from: Int, before end: UInt32, view: ByteView,
    lengths: Int, model: BM25, weight: Float
  ) -> Int {
    let size = cursor.blockSize
    let sections = cursor.sections
    let frequencies = cursor.frequencies
    var place = from
    while place < size, sections[place] < end {
      let length = view.uint32(lengths &+ Int(sections[place]) &* 4)
      run[place] = model.score(
        weight, frequency: Float(Int32(truncatingIfNeeded: frequencies[place] &+ 1)),
        length: Float(Int32(truncatingIfNeeded: length)))
      place &+= 1
    }
    return place
  }

  /// Adds `run[range]` to the window that begins at `start`.
  @inline(__always)
  func add(_ sections: FlatBuffer<UInt32>, _ range: Range<Int>, _ start: UInt32) {
    var place = range.lowerBound
    while place < range.upperBound {
      let slot = Int(sections[place] &- start)
      scores[slot] = scores[slot] + run[place]
      touched[slot >> 6] = touched[slot >> 6] | (1 &<< UInt64(slot & 63))
      place &+= 1
    }
  }
}
