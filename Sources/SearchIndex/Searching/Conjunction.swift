import IndexBytes

/// Finds the sections of a segment that hold all of some terms, a block of the rarest at a time, and
/// meet clauses of others (`ConjunctionClause`).
///
/// The maxima of the blocks bound a block of the rarest list with all that the others have around it;
/// it is left out where that is not above the threshold. Else its sections are bounded one by one, by
/// their own lengths and frequencies and the others' maxima, before the others are decoded. What is
/// left is looked up in one list after the other; scores take the place of bounds, and sections
/// that can no longer enter, or meet a clause, are dropped on the way.
///
/// After Ding & Suel, "Faster top-k document retrieval using block-max indexes" (2011), with
/// intersections by block instead of by section.
struct Conjunction {
  /// The lists that all sections must be in, fewest sections first; then the others as they were given.
  let lists: FlatBuffer<ConjunctionList>
  private let clauses: FlatBuffer<ConjunctionClause>
  /// Lists that no section may be in.
  private let absent: FlatBuffer<PostingsCursor>
  private let lengths: SectionLengths
  let model: BM25
  /// What else may add to a score.
  private let extra: Float
  let intersection: BlockIntersection
  /// What all lists but the first give at most, anywhere.
  private let others: Float
  private var block = -1
  private var isFinished = false
  var batch: CandidateBatch

  /// - Parameters:
  ///   - lists: The lists; at least one that all sections must be in.
  ///   - clauses: What the sections must meet besides.
  ///   - absent: Lists that they must not be in.
  ///   - segment: The segment they are of.
  ///   - model: What a term adds.
  ///   - extra: What may add to a score besides, at most.
  ///   - scratch: The memory to work on.
  /// - Throws: `.corrupt` where the lengths are not inside the segment.
  init(
    _ lists: [ConjunctionList], clauses: [ConjunctionClause] = [], absent: [PostingsCursor] = [],
    _ segment: Segment, _ model: BM25, extra: Float, _ scratch: SearchScratch
  ) throws(IndexError) {
    try segment.requireAllLengths()
    lengths = SectionLengths(segment)
    self.model = model
    self.extra = extra
    batch = scratch.batch
    intersection = scratch.intersection
    let order = Self.order(lists)
    self.lists = scratch.arena.buffer(count: lists.count)
    self.clauses = scratch.arena.buffer(count: clauses.count)
    self.absent = scratch.arena.buffer(count: absent.count)
    for (place, clause) in clauses.enumerated() {
      self.clauses[place] = clause
      let last = order.lastIndex { lists[$0].mark & clause.marks != 0 }
      self.clauses[place].last = last ?? order.count - 1
    }
    for (place, cursor) in absent.enumerated() { self.absent[place] = cursor }
    var others: Float = 0
    for (place, number) in order.enumerated() {
      self.lists[place] = lists[number]
      if place == 0 { continue }
      self.lists[place].follow(self.lists[0].cursor)
      others += self.lists[place].listBound(model)
    }
    self.others = others
  }

  /// The numbers of the lists in the order in which they are looked at.
  private static func order(_ lists: [ConjunctionList]) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(lists.count)
    for number in lists.indices where lists[number].mark == 0 { order.append(number) }
    order.sort { lists[$0].cursor.info.sections < lists[$1].cursor.info.sections }
    for number in lists.indices where lists[number].mark != 0 { order.append(number) }
    return order
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool {
    for index in 0..<lists.count where lists[index].cursor.isDamaged { return true }
    for index in 0..<clauses.count where clauses[index].isDamaged { return true }
    for index in 0..<absent.count where absent[index].isDamaged { return true }
    return false
  }

  /// What any section scores at most.
  var bound: Float {
    (0..<lists.count).reduce(extra) { $0 + lists[$1].listBound(model) }
  }

  /// The score of a section of the batch, without what is extra.
  @inline(__always)
  func score(_ place: Int) -> Float { batch.bounds[place] - extra }

  /// Fills the batch with the next sections that hold all terms and may score above `threshold`.
  ///
  /// - Returns: False at the end.
  /// - Throws: What the deadline throws.
  mutating func next(
    above threshold: Float, _ deadline: SearchDeadline?
  ) throws(IndexError) -> Bool {
    batch.count = 0
    while !isFinished {
      block &+= 1
      if block >= lists[0].cursor.blockCount { break }
      if block & 15 == 0 { try deadline?.check() }
      guard mayEnter(threshold), load(threshold) else { continue }
      decide(after: 0)
      var number = 1
      while number < lists.count, batch.count > 0 {
        if lists[number].mark == 0 {
          intersect(number, threshold)
        } else {
          lookUp(number, threshold)
        }
        decide(after: number)
        number &+= 1
      }
      removeAbsent()
      if batch.count > 0 { return true }
    }
    isFinished = true
    return false
  }

  /// Whether a section of the block may score above `threshold`, by the maxima of all blocks around.
  private mutating func mayEnter(_ threshold: Float) -> Bool {
    lists[0].bound(ofBlock: block)
    var shortest = lists[0].shortest
    let lead = lists[0].bound(ofLength: Float(shortest), model)
    if lead + others + extra <= threshold { return false }
    guard lists.count > 1 else { return true }
    let first = block == 0 ? 0 : lists[0].cursor.end(ofBlock: block &- 1) &+ 1
    let last = lists[0].cursor.end(ofBlock: block)
    for index in 1..<lists.count {
      let isThere = lists[index].bound(first, through: last)
      if lists[index].mark != 0 { continue }
      if !isThere {
        isFinished = true
        return false
      }
      shortest = max(shortest, lists[index].shortest)
    }
    var bound = extra
    for index in 0..<lists.count { bound += lists[index].boundOfMember(shortest, model) }
    return bound > threshold
  }

  /// Decodes the block and takes those of its sections that may score above `threshold`; false where
  /// there are none.
  private mutating func load(_ threshold: Float) -> Bool {
    lists[0].cursor.move(toBlock: block)
    lists[0].cursor.decodeFrequencies()
    if lists[0].cursor.isDamaged {
      isFinished = true
      return false
    }
    batch.take(lists[0].cursor, lengths, bound: extra)
    if lists[0].adds { batch.addScores(lists[0].weight, model) }
    for index in 1..<max(1, lists.count) where lists[index].adds {
      batch.addBound(1, lists[index].weight, lists[index].frequency, model)
    }
    batch.keep(above: threshold)
    return batch.count > 0
  }

  /// Keeps the sections of the batch that are in another list as well and may score above `threshold`
  /// with what it gives.
  private mutating func intersect(_ number: Int, _ threshold: Float) {
    takeBound(number)
    let adds = lists[number].adds
    let walked = forEachRun(number, threshold) { run, kept in
      let all = intersection.match(run, of: batch, lists[number].cursor, kept: kept)
      if adds, all > kept { readFrequencies(kept..<all, number) }
      return all
    }
    guard let (kept, behind) = walked else { return stop() }
    if !behind.isEmpty { isFinished = true }
    batch.count = kept
    if !adds || kept == 0 { return }
    batch.addScores(lists[number].weight, model)
    batch.keep(above: threshold)
  }

  /// Takes what a list gives at most off the bounds: its scores take the place of it.
  mutating func takeBound(_ number: Int) {
    guard lists[number].adds else { return }
    batch.addBound(-1, lists[number].weight, lists[number].frequency, model)
  }

  /// Goes through the batch and a list at once, block by block.
  ///
  /// - Parameters:
  ///   - number: The list; its cursor is moved to each block.
  ///   - threshold: Sections that cannot score above it with what the block gives are left out.
  ///   - keep: Is given sections that only this block may have, and how many are kept so far; moves those
  ///     that stay behind these and returns how many are kept then.
  /// - Returns: How many are kept, and the sections behind the end of the list; nil where it is damaged.
  @inline(__always)
  func forEachRun(
    _ number: Int, _ threshold: Float, _ keep: (Range<Int>, Int) -> Int
  ) -> (kept: Int, behind: Range<Int>)? {
    let blockCount = lists[number].cursor.blockCount
    var kept = 0
    var place = 0
    var found = max(0, lists[number].cursor.block)
    while place < batch.count {
      found = lists[number].cursor.findBlock(batch.sections[place], from: found)
      if found >= blockCount { break }
      let end = batch.end(ofRun: place, through: lists[number].cursor.end(ofBlock: found))
      let run = tighten(place..<end, number, found, threshold)
      place = end
      if run.isEmpty { continue }
      lists[number].cursor.open(block: found)
      kept = keep(run, kept)
      if lists[number].cursor.isDamaged { return nil }
    }
    return (kept, place..<batch.count)
  }

  /// Ends where a list is damaged.
  mutating func stop() {
    batch.count = 0
    isFinished = true
  }

  /// Drops the sections that fail a clause of whose lists `number` is the last to be looked at.
  private mutating func decide(after number: Int) {
    for index in 0..<clauses.count where clauses[index].last == number && batch.count > 0 {
      clauses[index].filter(&batch)
    }
  }

  private mutating func removeAbsent() {
    let absent = absent
    for index in 0..<absent.count where batch.count > 0 {
      batch.removeAll { section in
        absent[index].step(to: section)
        return absent[index].section == section
      }
    }
  }

  /// Puts frequencies where the sections' places in the block are.
  private func readFrequencies(_ places: Range<Int>, _ number: Int) {
    lists[number].cursor.decodeFrequencies()
    let frequencies = lists[number].cursor.frequencies
    for place in places {
      batch.frequencies[place] = frequencies[Int(batch.frequencies[place])]
    }
  }

  /// Runs longer than that are not worth a look at each section before the block is decoded.
  private static let longestLook = 16

  /// The sections of a run that may score above `threshold` by the maxima of the block that has them,
  /// moved to the front of the run.
  private func tighten(
    _ run: Range<Int>, _ number: Int, _ block: Int, _ threshold: Float
  ) -> Range<Int> {
    guard run.count <= Self.longestLook, lists[number].adds else { return run }
    let frequency = lists[number].frequency(ofBlock: block)
    guard frequency < lists[number].frequency else { return run }
    let weight = lists[number].weight
    let needed = threshold - model.quantum
    var kept = run.lowerBound
    for place in run {
      let most = model.score(weight, frequency: frequency, length: batch.lengths[place])
      if batch.bounds[place] + most <= needed { continue }
      batch.copy(place, to: kept)
      kept &+= 1
    }
    return run.lowerBound..<kept
  }
}
