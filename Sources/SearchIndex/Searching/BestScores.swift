/// The best scores known so far, of each group the best.
struct BestScores {
  private var scores: [(score: Double, group: UInt64)] = []
  private let capacity: Int

  /// No score yet.
  init(capacity: Int) {
    self.capacity = capacity
    scores.reserveCapacity(min(capacity, Self.usualCount))
  }

  /// Scores that there is room for from the start.
  private static let usualCount = 16

  /// What a score must reach to be one of them; -1 while there are fewer.
  var needed: Double { scores.count < capacity ? -1 : scores.last?.score ?? -1 }

  /// Takes a score of a group; the group 0 stands for one of its own. O(scores).
  mutating func insert(_ score: Double, group: UInt64) {
    var place = scores.count
    if group != 0, let known = scores.firstIndex(where: { $0.group == group }) {
      if scores[known].score >= score { return }
      place = known
    } else if place < capacity {
      scores.append((score, group))
    } else if place > 0, scores[place - 1].score < score {
      place -= 1
    } else {
      return
    }
    // What is lower moves down, into the place of the one that goes or that is new.
    while place > 0, scores[place - 1].score < score {
      scores[place] = scores[place - 1]
      place -= 1
    }
    scores[place] = (score, group)
  }
}
