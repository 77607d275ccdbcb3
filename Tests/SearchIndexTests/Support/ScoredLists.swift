import TestSupport

@testable import SearchIndex

/// Lists of random density over one segment, with the weights of their terms.
struct ScoredLists {
  let segment: ListSegment
  let weights: [Float]
  let model: BM25

  /// - Parameters:
  ///   - random: Where lists, lengths and weights come from.
  ///   - sections: How many the segment has; few, if nil.
  /// - Throws: Where the segment cannot be written.
  init(_ random: inout SeededGenerator, sections: Int? = nil) throws {
    let sections = sections ?? 1 + random.below(random.once(in: 3) ? 300 : 3000)
    let longest = random.once(in: 2) ? 6 : 1000
    let lengths = (0..<sections).map { _ in UInt32(1 + random.below(longest)) }
    var lists: [PlainList] = []
    for _ in 0...random.below(5) { lists.append(random.list(ofSections: sections)) }
    segment = try ListSegment(lists, lengths: lengths)
    weights = lists.map { _ in
      random.once(in: 5) ? 0 : random.once(in: 5) ? 1e-9 : Float(1 + random.below(5))
    }
    // Most often not the b and the average that the norms were made with.
    model = BM25(
      k1: 1.2, b: random.once(in: 3) ? 0.4 : 0.75,
      averageLength: Double(longest) / (random.once(in: 3) ? 9 : 2),
      limit: max(1, weights.reduce(0, +))
    ).bounding(segment.segment.norm)
  }

  /// The sections that hold all terms, by a plain scan.
  func holdingAll() -> [ScoredSection] { sums { $0.count == weights.count } }

  /// The sections in which `isMatch` holds of the lists that have them, with their scores, in order.
  func sums(where isMatch: (Set<Int>) -> Bool) -> [ScoredSection] {
    var sums: [UInt32: (lists: Set<Int>, score: Float)] = [:]
    for (number, list) in segment.lists.enumerated() {
      for (section, positions) in zip(list.sections, list.positions) {
        let score = model.score(
          weights[number], frequency: Float(positions.count),
          length: Float(segment.lengths[Int(section)]))
        var known = sums[section, default: ([], 0)]
        known.lists.insert(number)
        known.score += score
        sums[section] = known
      }
    }
    return sums.filter { isMatch($0.value.lists) }.sorted { $0.key < $1.key }
      .map { ScoredSection(section: $0.key, score: $0.value.score) }
  }
}

extension SeededGenerator {
  /// A list that has every section, runs of sections, most of them, or few.
  fileprivate mutating func list(ofSections sections: Int) -> PlainList {
    let share = sections > 3000 ? 1 << below(10) : [1, 1, 2, 3, 10, 100][below(6)]
    let runs = once(in: 3)
    var list = PlainList()
    for section in 0..<UInt32(sections) {
      let isIn = runs ? Int(section) / 200 % share == 0 : once(in: share)
      guard isIn || (section == 0 && list.sections.isEmpty) else { continue }
      list.sections.append(section)
      let count = once(in: 20) ? 1 + below(6) : 1
      list.positions.append((0..<UInt32(count)).map { $0 })
    }
    return list
  }
}
