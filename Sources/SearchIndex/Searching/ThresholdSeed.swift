import IndexBytes

/// A score that at least k sections reach, found before the search: what lies below it need not be
/// looked at from the first window on.
///
/// Threshold estimation (Petri, Moffat, Mackenzie, Culpepper & Beck, "Accelerated query processing via
/// similarity score prediction", 2019; Mallia, Siedlaczek, Sun & Suel, "A comparison of top-k threshold
/// estimation techniques for disjunctive query processing", 2020), here without anything stored:
/// the most promising blocks of the term that can add most are scored, with the next term, and
/// the best of their sections with all terms. These are scores of the search itself, so the k-th
/// of them is safe.
struct ThresholdSeed {
  /// Blocks of the leading term that are looked at.
  static let blocks = 4
  /// Postings of a query below which finding a threshold costs more than it saves.
  static let leastPostings = 65_536

  private let segment: Segment
  private let model: BM25
  private let terms: FlatBuffer<ScoringCursor>
  private let scratch: SearchScratch
  private let lengths: SectionLengths

  /// - Parameters:
  ///   - segment: Where to search.
  ///   - model: What a term adds.
  ///   - terms: The terms' cursors, before their lists; they are put back there.
  ///   - scratch: The memory to work on.
  init(
    _ segment: Segment, _ model: BM25, _ terms: FlatBuffer<ScoringCursor>, _ scratch: SearchScratch
  ) {
    self.segment = segment
    self.model = model
    self.terms = terms
    self.scratch = scratch
    lengths = SectionLengths(segment)
  }

  /// A score that `count` sections reach; nil where none was found cheaply.
  ///
  /// - Parameters:
  ///   - count: How many sections.
  ///   - least: Postings of the terms below which nothing is looked for.
  /// - Returns: The score, which is that of a section found.
  /// - Throws: `.corrupt` where the segment is damaged.
  func find(_ count: Int, least: Int = Self.leastPostings) throws(IndexError) -> Float? {
    guard count > 0, let lead = leadingTerm(count, least) else { return nil }
    defer { for term in 0..<terms.count { terms[term].cursor.restart() } }
    var found = try collect(lead)
    guard found >= count else { return nil }
    var others = (0..<terms.count).filter { $0 != lead }
    others.sort { terms[$0].listBound > terms[$1].listBound }
    for (rank, term) in others.enumerated() {
      if rank == 1 { found = keepBest(2 * count, of: found) }
      add(terms[term], found)
    }
    var top = TopK(count, floor: -1)
    for place in 0..<found {
      top.offer(scratch.candidates[place].section, scratch.candidates[place].score)
    }
    return top.threshold
  }

  /// The term that can add most of those that stand in enough sections; nil where there is none, or
  /// little to search.
  private func leadingTerm(_ count: Int, _ least: Int) -> Int? {
    var lead: Int?
    var postings = 0
    for term in 0..<terms.count where !terms[term].isHint {
      let sections = terms[term].cursor.info.sections
      postings += sections
      if sections < count { continue }
      if lead == nil || terms[term].listBound > terms[lead ?? 0].listBound { lead = term }
    }
    return postings < least ? nil : lead
  }

  /// Scores the leading term's most promising blocks; returns how many candidates there are.
  private func collect(_ lead: Int) throws(IndexError) -> Int {
    let (entry, candidates, scores) = (terms[lead], scratch.candidates, scratch.scores)
    var count = 0
    for block in bestBlocks(entry) {
      entry.cursor.move(toBlock: block)
      entry.cursor.decodeFrequencies()
      if entry.cursor.isDamaged { return 0 }
      let places = 0..<entry.cursor.blockSize
      for place in places {
        let section = Int(entry.cursor.sections[place])
        try segment.requireLengths(section..<section + 1)
      }
      entry.score(places, lengths, model, into: scores)
      for place in places {
        candidates[count] = ScoredSection(
          section: entry.cursor.sections[place], score: scores[place])
        count += 1
      }
    }
    return count
  }

  /// The blocks with the highest bounds, in order.
  private func bestBlocks(_ entry: ScoringCursor) -> [Int] {
    let all = entry.cursor.blockCount
    if all <= Self.blocks { return Array(0..<all) }
    var best: [(bound: Float, block: Int)] = []
    for block in 0..<all {
      let bound = entry.bound(ofBlock: block, model)
      if best.count == Self.blocks {
        guard let worst = best.last, bound > worst.bound else { continue }
        best.removeLast()
      }
      let place = best.firstIndex { $0.bound < bound } ?? best.count
      best.insert((bound, block), at: place)
    }
    return best.map(\.block).sorted()
  }

  private func add(_ entry: ScoringCursor, _ count: Int) {
    let candidates = scratch.candidates
    for place in 0..<count {
      candidates[place].score += entry.score(candidates[place].section, lengths, model)
    }
  }

  /// Keeps the `limit` best candidates, in order of sections; returns how many there are.
  private func keepBest(_ limit: Int, of count: Int) -> Int {
    let candidates = scratch.candidates
    if count <= limit { return count }
    var top = TopK(limit, floor: -1)
    for place in 0..<count { top.offer(candidates[place].section, candidates[place].score) }
    for (place, best) in top.sorted().sorted(by: { $0.section < $1.section }).enumerated() {
      candidates[place] = best
    }
    return limit
  }
}
