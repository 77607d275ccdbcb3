import IndexBytes

/// Looks many sections up in one list, in passes without a branch that depends on what is found:
/// first which of them the list has, then what it adds to them, four at a time.
struct CandidateLookups: BitwiseCopyable {
  /// Places of the candidates that the list has.
  private let slots: FlatBuffer<UInt32>
  /// Their sections.
  private let sections: FlatBuffer<UInt32>
  /// Where they are in their block, then how often the term occurs in them.
  private let frequencies: FlatBuffer<UInt32>

  /// Fewer candidates are looked up one after the other.
  private static let fewest = 48

  /// - Parameters:
  ///   - arena: Owner of the memory.
  ///   - most: Candidates at a time.
  init(_ arena: FlatArena, most: Int) {
    slots = arena.buffer(count: most + 4)
    sections = arena.buffer(count: most + 4)
    frequencies = arena.buffer(count: most + 4)
  }

  /// Adds what a term gives to the candidates above `needed` and drops the others.
  ///
  /// - Parameters:
  ///   - entry: The term.
  ///   - candidates: Sections in ascending order.
  ///   - count: How many there are.
  ///   - needed: What a candidate must have more than.
  ///   - lengths: The sections' lengths.
  ///   - model: What an occurrence counts.
  /// - Returns: How many candidates are left.
  func add(
    _ entry: ScoringCursor, to candidates: FlatBuffer<ScoredSection>, _ count: Int,
    above needed: Float, _ lengths: SectionLengths, _ model: BM25
  ) -> Int {
    let kept = Self.keep(candidates, count, above: needed)
    if kept < Self.fewest {
      for index in 0..<kept {
        candidates[index].score += entry.score(candidates[index].section, lengths, model)
      }
      return kept
    }
    let found = find(candidates, kept, &entry.term[0].cursor)
    score(candidates, found, entry.weight, lengths, model)
    return kept
  }

  private static func keep(
    _ candidates: FlatBuffer<ScoredSection>, _ count: Int, above needed: Float
  ) -> Int {
    var kept = 0
    for index in 0..<count {
      let candidate = candidates[index]
      candidates[kept] = candidate
      kept &+= candidate.score > needed ? 1 : 0
    }
    return kept
  }

  /// Finds which candidates the list has; returns how many. Damage ends the list.
  private func find(
    _ candidates: FlatBuffer<ScoredSection>, _ count: Int, _ cursor: inout PostingsCursor
  ) -> Int {
    var found = 0
    var next = 0
    while next < count {
      if cursor.blockCount > 1 {
        let number = cursor.findBlock(candidates[next].section, from: max(0, cursor.block))
        if number >= cursor.blockCount { break }
        cursor.open(block: number)
      }
      let first = found
      if cursor.isListed {
        cursor.advance(to: candidates[next].section)
        if cursor.section == PostingsCursor.noMoreSections { break }
        (next, found) = findListed(candidates, next..<count, found, &cursor)
      } else {
        (next, found) = findByBits(candidates, next..<count, found, cursor)
      }
      if found > first {
        cursor.decodeFrequencies()
        if cursor.section == PostingsCursor.noMoreSections { return first }
        for index in first..<found {
          frequencies[index] = cursor.frequencies[Int(frequencies[index])] &+ 1
        }
      }
    }
    return found
  }

  /// Finds the candidates up to the end of the current block, on whose sections the cursor stands.
  ///
  /// - Returns: The first candidate behind it, and how many were found.
  @inline(__always)
  private func findListed(
    _ candidates: FlatBuffer<ScoredSection>, _ places: Range<Int>, _ before: Int,
    _ cursor: inout PostingsCursor
  ) -> (next: Int, found: Int) {
    var (next, found) = (places.lowerBound, before)
    let last = cursor.sections[cursor.blockSize &- 1]
    var place = cursor.index
    while next < places.upperBound, candidates[next].section <= last {
      let section = candidates[next].section
      place = cursor.placeAhead(of: section, from: place)
      note(next, section, at: place, as: found)
      found &+= cursor.sections[place] == section ? 1 : 0
      next &+= 1
    }
    cursor.stand(at: place)
    return (next, found)
  }

  /// The same in a block that has bits.
  @inline(__always)
  private func findByBits(
    _ candidates: FlatBuffer<ScoredSection>, _ places: Range<Int>, _ before: Int,
    _ cursor: PostingsCursor
  ) -> (next: Int, found: Int) {
    var (next, found) = (places.lowerBound, before)
    let last = cursor.end(ofBlock: cursor.block)
    while next < places.upperBound, candidates[next].section <= last {
      let section = candidates[next].section
      let (place, isThere) = cursor.bits.find(section, cursor.view)
      note(next, section, at: place, as: found)
      found &+= Int(isThere)
      next &+= 1
    }
    return (next, found)
  }

  @inline(__always)
  private func note(_ slot: Int, _ section: UInt32, at place: Int, as found: Int) {
    slots[found] = UInt32(truncatingIfNeeded: slot)
    sections[found] = section
    frequencies[found] = UInt32(truncatingIfNeeded: place)
  }

  /// Adds the scores of those that were found.
  private func score(
    _ candidates: FlatBuffer<ScoredSection>, _ found: Int, _ weight: Float,
    _ lengths: SectionLengths, _ model: BM25
  ) {
    guard found > 0 else { return }
    // Who reads four at a time reads the last one again.
    sections[lanes: found] = SIMD4(repeating: sections[found &- 1])
    for index in stride(from: 0, to: found, by: 4) {
      let scores = model.score(
        weight,
        frequency: SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: frequencies[lanes: index])),
        length: lengths[sections[lanes: index]])
      for lane in 0..<min(4, found &- index) {
        candidates[Int(slots[index &+ lane])].score += scores[lane]
      }
    }
  }
}
