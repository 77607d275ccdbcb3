/// A section and its score, within one segment.
struct ScoredSection: Equatable {
  var section: UInt32
  var score: Float

  /// Whether this one is ranked after `other`: a lower score, or the same and a later section.
  @inline(__always)
  func isWorse(than other: ScoredSection) -> Bool {
    score < other.score || (score == other.score && section > other.section)
  }
}

/// The best k sections seen so far: a binary heap with the worst on top.
struct TopK {
  private var heap: [ScoredSection] = []
  let capacity: Int
  /// A score must be above this to enter. Until the heap is full it is the floor given.
  private(set) var threshold: Float

  /// - Parameters:
  ///   - capacity: How many to keep.
  ///   - floor: Scores at or below it are of no interest.
  init(_ capacity: Int, floor: Float) {
    self.capacity = capacity
    threshold = capacity == 0 ? .infinity : floor
    heap.reserveCapacity(capacity)
  }

  /// Offers a section; sections come in ascending order, so a tie with the worst stays out.
  @inline(__always)
  mutating func offer(_ section: UInt32, _ score: Float) {
    guard score > threshold else { return }
    insert(ScoredSection(section: section, score: score))
  }

  @inline(never)
  private mutating func insert(_ new: ScoredSection) {
    if heap.count < capacity {
      heap.append(new)
      siftUp(heap.count - 1)
      if heap.count == capacity { threshold = max(threshold, heap[0].score) }
      return
    }
    heap[0] = new
    siftDown()
    threshold = max(threshold, heap[0].score)
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].isWorse(than: heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      let left = 2 * parent + 1
      let right = left + 1
      var worst = parent
      if left < heap.count, heap[left].isWorse(than: heap[worst]) { worst = left }
      if right < heap.count, heap[right].isWorse(than: heap[worst]) { worst = right }
      if worst == parent { return }
      heap.swapAt(worst, parent)
      parent = worst
    }
  }

  /// Best first. O(k log k).
  func sorted() -> [ScoredSection] { heap.sorted { $1.isWorse(than: $0) } }
}
