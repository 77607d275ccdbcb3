import IndexBytes

/// The second stage: looks at the first stage's best once more, at how their words stand together.
///
/// score × (1 + stems·share + adjacency·neighbours): `share` is the part of the query's stems that stand
/// in the section in one piece, weighted as their terms are; `neighbours` the part of the query's
/// neighbouring stems that are neighbours in the section too, in order. Read from positions; no
/// text is opened.
struct Reranker {
  private let snapshot: Snapshot
  private let row: StemRow
  private let weights: [Double]
  /// All of them added up.
  private let total: Double
  private let parameters: RankingParameters
  private let scratch: SearchScratch
  private let cursors: [TermCursors?]

  /// - Parameters:
  ///   - snapshot: What was searched.
  ///   - shared: What was searched for.
  ///   - terms: What scored in the first stage.
  ///   - cursors: Those that the first stage is done with, of each segment.
  ///   - parameters: How much the words count that stand together.
  ///   - scratch: The memory of the cursors, and of more.
  init(
    _ snapshot: Snapshot, _ shared: SharedQuery, _ terms: [Searcher.ResolvedTerm],
    _ cursors: [TermCursors?], _ parameters: RankingParameters, _ scratch: SearchScratch
  ) {
    self.snapshot = snapshot
    self.parameters = parameters
    row = shared.query.stemRow
    self.cursors = cursors
    self.scratch = scratch
    var known = [Double](repeating: 0, count: 1 + (terms.last?.number ?? 0))
    for term in terms { known[term.number] = Double(term.weight) }
    weights = shared.query.stems.map { stem in
      stem.terms.reduce(0) { $0 + ($1 < known.count ? known[$1] : 0) }
    }
    total = weights.reduce(0, +)
  }

  /// What the factor of a section can be at most.
  private var largestFactor: Double {
    1 + parameters.stems + (weights.count > 1 ? parameters.adjacency : 0)
  }

  /// What is to be shown of the hits.
  struct Choice {
    /// So many groups of hits with the same link; a hit that knows no link is one alone.
    var wanted: Int
    /// So many of the first hits are in that many groups.
    var first: Int
    /// Hits behind them whose order matters though they may not be shown.
    var others: [Int] = []
  }

  /// Scores the first `depth` hits again and puts them in order; the rest keep theirs, which no
  /// factor makes higher.
  ///
  /// Those chosen are scored first, then the others one by one; passed over are hits that no factor,
  /// or none that their words allow for, lifts to the last group that would be shown.
  func rerank(_ hits: inout [Hit], _ choice: Choice) throws(IndexError) {
    let depth = min(hits.count, parameters.depth)
    let (ranks, chosen) = ranks(hits, choice, depth)
    let batches = try batches(hits, ranks)
    var shown = BestScores(capacity: choice.wanted)
    for (place, rank) in ranks.enumerated() {
      let (number, slot) = batches.places[rank]
      let batch = batches.all[number]
      let score = hits[rank].score
      if place >= chosen {
        let needed = shown.needed
        if score * largestFactor < needed { continue }
        if score * factor(batch.most(in: slot, weights)) < needed { continue }
      }
      let factor = factor(try batch.find(in: slot, weights, gap: parameters.adjacencyGap))
      hits[rank].factors = factor
      hits[rank].score = score * factor
      shown.insert(score * factor, group: hits[rank].linkHash)
    }
    Self.sort(&hits, depth)
  }

  /// The ranks of the hits to look at, in that order, and how many of them are chosen.
  private func ranks(
    _ hits: [Hit], _ choice: Choice, _ depth: Int
  ) -> (ranks: [Int], chosen: Int) {
    let start = min(choice.first, depth)
    var ranks: [Int] = []
    ranks.reserveCapacity(depth)
    ranks += 0..<start
    ranks += choice.others.filter { start <= $0 && $0 < depth }
    let chosen = ranks.count
    let others = Set(ranks[start...])
    // The first ones are enough groups, none of which gets a lower score.
    let needed = start > 0 ? hits[start - 1].score : 0
    for rank in start..<depth {
      if hits[rank].score * largestFactor < needed { break }
      if !others.contains(rank) { ranks.append(rank) }
    }
    return (ranks, chosen)
  }

  /// Sections of hits, by segment, with what their words tell.
  private struct Batches {
    var all: [StemBatch] = []
    /// The batch and the place in it of each rank.
    let places: FlatBuffer<(batch: Int, slot: Int)>
  }

  /// Looks the words of the stems up in the sections of some hits, segment by segment in the order of
  /// sections.
  private func batches(_ hits: [Hit], _ ranks: [Int]) throws(IndexError) -> Batches {
    var order: [(key: UInt64, rank: Int)] = []
    order.reserveCapacity(ranks.count)
    for rank in ranks {
      order.append((UInt64(hits[rank].segment) << 32 | UInt64(hits[rank].section), rank))
    }
    order.sort { $0.key < $1.key }
    var batches = Batches(places: scratch.arena.buffer(count: hits.count))
    let row = FlatStems(row, scratch.arena)
    var start = 0
    while start < order.count {
      let segment = order[start].key >> 32
      var end = start
      while end < order.count, order[end].key >> 32 == segment,
        end - start < StemBatch.mostSections
      {
        end += 1
      }
      let sections: FlatBuffer<UInt32> = scratch.arena.buffer(count: end - start + 1)
      for slot in 0..<end - start {
        sections[slot] = UInt32(truncatingIfNeeded: order[start + slot].key)
        batches.places[order[start + slot].rank] = (batches.all.count, slot)
      }
      sections[end - start] = PostingsCursor.noMoreSections
      let live = snapshot.segments[Int(segment)]
      let cursors = cursors[Int(segment)] ?? scratch.cursors(live.segment)
      batches.all.append(try StemBatch(row, live, cursors, sections))
      start = end
    }
    return batches
  }

  /// Puts the first `depth` hits in order; equal scores stay as they were.
  private static func sort(_ hits: inout [Hit], _ depth: Int) {
    var order = (0..<depth).map { (score: hits[$0].score, rank: $0) }
    order.sort { $0.score > $1.score || ($0.score == $1.score && $0.rank < $1.rank) }
    // Hit by hit to its place, without a copy of all of them.
    for place in 0..<depth {
      var rank = order[place].rank
      // What stood there has been moved to where its follower came from.
      while rank < place { rank = order[rank].rank }
      if rank != place { hits.swapAt(place, rank) }
    }
  }

  private func factor(_ found: StemBatch.Found) -> Double {
    let share = total > 0 ? found.weight / total : 0
    let pairs = max(1, weights.count - 1)
    return 1 + parameters.stems * share
      + parameters.adjacency * Double(found.neighbours) / Double(pairs)
  }
}
