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
  private var floor: Float
  /// How far the threshold stays below the worst score.
  private var slack: Float = 0

  /// - Parameters:
  ///   - capacity: How many to keep.
  ///   - floor: Scores at or below it are of no interest.
  init(_ capacity: Int, floor: Float) {
    self.capacity = capacity
    self.floor = capacity == 0 ? .infinity : floor
    threshold = self.floor
    heap.reserveCapacity(capacity)
  }

  /// Scores at or below `floor` are of no interest from now on.
  mutating func raise(_ floor: Float) {
    self.floor = max(self.floor, floor)
    threshold = max(threshold, floor)
  }

  /// Takes sections from the first on once more, others than before: one that scores the same as the
  /// worst takes its place if it comes before it.
  mutating func beginAgain(quantum: Float) {
    slack = quantum / 2
    if heap.count == capacity, capacity > 0 { threshold = max(floor, heap[0].score - slack) }
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
      siftUp(new, from: heap.count - 1)
    } else if heap[0].isWorse(than: new) {
      siftDown(new)
    }
    if heap.count == capacity { threshold = max(threshold, heap[0].score - slack) }
  }

  /// Puts `new` where it belongs between the hole at `start` and the top.
  private mutating func siftUp(_ new: ScoredSection, from start: Int) {
    heap.withUnsafeMutableBufferPointer { heap in
      var hole = start
      while hole > 0 {
        let parent = (hole &- 1) / 2
        guard new.isWorse(than: heap[parent]) else { break }
        heap[hole] = heap[parent]
        hole = parent
      }
      heap[hole] = new
    }
  }

  /// Puts `new` where it belongs below the top, which goes.
  private mutating func siftDown(_ new: ScoredSection) {
    heap.withUnsafeMutableBufferPointer { heap in
      var hole = 0
      while true {
        var child = 2 &* hole &+ 1
        if child &+ 1 < heap.count, heap[child &+ 1].isWorse(than: heap[child]) { child &+= 1 }
        guard child < heap.count, heap[child].isWorse(than: new) else { break }
        heap[hole] = heap[child]
        hole = child
      }
      heap[hole] = new
    }
  }

  /// The worst score among the best, once there are as many as wanted.
  var worst: Float? { heap.count == capacity ? heap.first?.score : nil }

  /// Best first. O(k log k).
  func sorted() -> [ScoredSection] {
    // The worst come first in the heap, so that little is moved in this order.
    var sorted = heap.sorted { $0.isWorse(than: $1) }
    sorted.reverse()
    return sorted
  }
}
