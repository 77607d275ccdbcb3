import IndexBytes

/// The best sections for any of some weighted terms, in one segment.
///
/// Block-max MaxScore over windows of sections (Turtle & Flood 1995; Ding & Suel, "Faster top-k
/// document retrieval using block-max indexes", 2011; Mallia et al. 2019). In every window of
/// 2,048 sections each term's largest score is bounded from its blocks' maxima; terms are split
/// where the smaller bounds together cannot reach the threshold. The larger ones (essential) add
/// up into the window's accumulators block by block; the rest are looked up for the sections
/// that can still enter. A window that cannot reach the threshold is skipped whole.
///
/// Bounds round up and the threshold is exact, so the result is that of scoring every section.
struct MaxScore {
  static let windowSections = 2048

  /// A term to search for, its cursor before the list.
  struct Term {
    var cursor: PostingsCursor
    var weight: Float
    /// Whether it only adds to sections that hold another term: never essential.
    var isHint: Bool
  }

  /// A term on its way through the windows.
  struct Entry {
    var cursor: PostingsCursor
    let weight: Float
    /// Bound of the block at `boundBlock`, kept until the block changes.
    var bound: Float = 0
    var boundBlock = -1
    /// Bound over the current window.
    var windowBound: Float = 0
    let listBound: Float
  }

  private let view: ByteView
  private let lengths: Int
  private let sectionCount: Int
  private let segment: Segment
  private let model: BM25
  private let scratch: SearchScratch
  private var entries: [Entry]
  /// Hints, then the others, each ordered by ascending window bound.
  private var order: [Int]
  private let hintCount: Int
  /// prefix[i]: sum of the bounds of the i smallest.
  private var prefix: [Float]
  private(set) var scored = 0

  init(
    _ segment: Segment, _ model: BM25, _ terms: [Term], _ scratch: SearchScratch
  ) {
    self.segment = segment
    self.model = model
    self.scratch = scratch
    view = segment.file.view
    lengths = segment.lengthsOffset
    sectionCount = segment.summary.sections
    let minLength = UInt32(clamping: segment.summary.minLength)
    let ordered = terms.filter(\.isHint) + terms.filter { !$0.isHint }
    hintCount = terms.count(where: \.isHint)
    entries = ordered.map { term in
      var cursor = term.cursor
      let maxima = cursor.listMaxima()
      let bound = model.bound(
        term.weight, frequency: maxima.frequency, length: max(maxima.length, minLength))
      return Entry(cursor: cursor, weight: term.weight, listBound: bound)
    }
    order = Array(entries.indices)
    prefix = [Float](repeating: 0, count: entries.count + 1)
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool { entries.contains { $0.cursor.isDamaged } }

  /// Offers every section that can enter `top` and that `accept` lets in.
  mutating func run(
    into top: inout TopK, accept: (UInt32) throws(IndexError) -> Bool
  ) throws(IndexError) {
    var start = 0
    while start < sectionCount {
      try scratch.deadline?.check()
      let end = min(start + Self.windowSections, sectionCount)
      let first = boundWindow(UInt32(start), UInt32(end))
      if prefix[entries.count] > max(0, top.threshold) {
        try segment.requireLengths(start..<end)
        try scoreWindow(UInt32(start), UInt32(end), into: &top, accept: accept)
      }
      start = max(end, Int(min(first, UInt32(sectionCount))) & ~(Self.windowSections - 1))
    }
  }

  // MARK: Bounds

  /// Bounds every term over a window and orders the terms by it.
  ///
  /// - Returns: The first section at or after `end` that any term may hold, for skipping.
  private mutating func boundWindow(_ start: UInt32, _ end: UInt32) -> UInt32 {
    var next = PostingsCursor.noMoreSections
    for index in entries.indices { next = min(next, boundEntry(index, start, end)) }
    sortByBound(0..<hintCount)
    sortByBound(hintCount..<order.count)
    for place in order.indices {
      prefix[place + 1] = prefix[place] + entries[order[place]].windowBound
    }
    return next
  }

  /// Insertion sort: the order hardly changes from window to window.
  private mutating func sortByBound(_ range: Range<Int>) {
    for place in range.dropFirst() {
      var slot = place
      while slot > range.lowerBound,
        entries[order[slot]].windowBound < entries[order[slot - 1]].windowBound
      {
        order.swapAt(slot, slot - 1)
        slot -= 1
      }
    }
  }

  private mutating func boundEntry(_ index: Int, _ start: UInt32, _ end: UInt32) -> UInt32 {
    if entries[index].cursor.blockCount == 1 { return boundShort(index, start, end) }
    var bound: Float = 0
    var block = entries[index].cursor.findBlock(start, from: max(0, entries[index].boundBlock))
    let blocks = entries[index].cursor.blockCount
    if block >= blocks {
      entries[index].windowBound = 0
      return PostingsCursor.noMoreSections
    }
    while true {
      bound = max(bound, blockBound(index, block))
      if entries[index].cursor.end(ofBlock: block) >= end &- 1 { break }
      block += 1
      if block >= blocks { break }
    }
    entries[index].windowBound = bound
    return end
  }

  private mutating func boundShort(_ index: Int, _ start: UInt32, _ end: UInt32) -> UInt32 {
    entries[index].cursor.advance(to: start)
    let section = entries[index].cursor.section
    entries[index].windowBound = section < end ? entries[index].listBound : 0
    return max(section, end)
  }

  @inline(__always)
  private mutating func blockBound(_ index: Int, _ block: Int) -> Float {
    if entries[index].boundBlock == block { return entries[index].bound }
    let maxima = entries[index].cursor.maxima(ofBlock: block)
    let bound = model.bound(
      entries[index].weight, frequency: maxima.frequency, length: maxima.length)
    entries[index].bound = bound
    entries[index].boundBlock = block
    return bound
  }

  // MARK: Scoring

  private mutating func scoreWindow(
    _ start: UInt32, _ end: UInt32, into top: inout TopK,
    accept: (UInt32) throws(IndexError) -> Bool
  ) throws(IndexError) {
    var firstEssential = hintCount
    while firstEssential < entries.count, prefix[firstEssential + 1] <= top.threshold {
      firstEssential += 1
    }
    for place in firstEssential..<entries.count where entries[order[place]].windowBound > 0 {
      accumulate(order[place], start, end)
    }
    try collect(start, firstEssential, into: &top, accept: accept)
  }

  /// Adds a term's scores of the window to the accumulators.
  private mutating func accumulate(_ index: Int, _ start: UInt32, _ end: UInt32) {
    let weight = entries[index].weight
    entries[index].cursor.advance(to: start)
    while entries[index].cursor.section < end {
      let from = entries[index].cursor.index
      let to = scratch.scoreRun(
        entries[index].cursor, from: from, before: end, view: view, lengths: lengths,
        model: model, weight: weight)
      scratch.add(entries[index].cursor.sections, from..<to, start)
      scored &+= to &- from
      entries[index].cursor.move(to: to)
    }
  }

  /// Visits the sections the essential terms touched and adds what the others give.
  private mutating func collect(
    _ start: UInt32, _ firstEssential: Int, into top: inout TopK,
    accept: (UInt32) throws(IndexError) -> Bool
  ) throws(IndexError) {
    for word in 0..<Self.windowSections / 64 {
      var bits = scratch.touched[word]
      if bits == 0 { continue }
      scratch.touched[word] = 0
      while bits != 0 {
        let place = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        let section = start &+ UInt32(truncatingIfNeeded: place)
        let score = complete(scratch.scores[place], section, firstEssential, top.threshold)
        scratch.scores[place] = 0
        if score > top.threshold, try accept(section) { top.offer(section, score) }
      }
    }
  }

  /// Adds the scores of the terms below `essential`, largest bound first, until the sum cannot
  /// reach the threshold.
  @inline(__always)
  private mutating func complete(
    _ partial: Float, _ section: UInt32, _ essential: Int, _ threshold: Float
  ) -> Float {
    var score = partial
    var place = essential
    while place > 0 {
      if score + prefix[place] <= threshold { return 0 }
      place &-= 1
      let index = order[place]
      if entries[index].windowBound == 0 { continue }
      entries[index].cursor.advance(to: section)
      if entries[index].cursor.section == section {
        let length = view.uint32(lengths &+ Int(section) &* 4)
        score += model.score(
          entries[index].weight, frequency: Float(entries[index].cursor.frequency),
          length: Float(length))
      }
    }
    return score
  }
}
