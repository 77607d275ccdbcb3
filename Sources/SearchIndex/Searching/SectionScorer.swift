import IndexBytes

/// Scores single sections, in ascending order.
struct SectionScorer {
  private let segment: Segment
  private let model: BM25
  private var cursors: [(cursor: PostingsCursor, weight: Float)] = []
  private var lists: [(list: MergedList, weight: Float, place: Int)] = []

  init(
    _ segment: Segment, _ model: BM25, _ scores: SegmentSearch.Scores, _ arena: FlatArena
  ) throws(IndexError) {
    self.segment = segment
    self.model = model
    for score in scores.terms {
      cursors.append((try PostingsCursor(segment, score.info, arena: arena), score.weight))
    }
    for (list, weight) in zip(scores.lists, scores.weights) where weight > 0 {
      lists.append((list, weight, 0))
    }
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool { cursors.contains { $0.cursor.isDamaged } }

  /// The score of a section.
  mutating func score(_ section: UInt32) throws(IndexError) -> Float {
    let length = Float(try segment.length(Int(section)))
    var score: Float = 0
    for index in cursors.indices {
      cursors[index].cursor.advance(to: section)
      if cursors[index].cursor.section == section {
        score += model.score(
          cursors[index].weight, frequency: Float(cursors[index].cursor.frequency),
          length: length)
      }
    }
    for index in lists.indices {
      let place = lists[index].list.place(of: section, from: lists[index].place)
      lists[index].place = place
      if place < lists[index].list.sections.count, lists[index].list.sections[place] == section {
        score += model.score(
          lists[index].weight, frequency: Float(lists[index].list.frequencies[place]),
          length: length)
      }
    }
    return score
  }
}
