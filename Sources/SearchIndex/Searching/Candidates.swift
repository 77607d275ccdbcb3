import IndexBytes

/// The best sections of all segments so far, best first, equal scores in corpus order.
struct Candidates {
  struct Entry {
    var segment: Int
    var section: UInt32
    var score: Float
    /// What comes before the score; larger is better.
    var key: Int32
  }

  let capacity: Int
  private(set) var best: [Entry] = []

  init(capacity: Int) { self.capacity = capacity }

  /// What a section of the next segment must be above to matter: an equal score does, since its
  /// path may come earlier. So does a score of 0, which a match has whose terms all round to nothing.
  func floor(quantum: Float) -> Float {
    if let last = best.last, best.count == capacity { return last.score - quantum / 2 }
    return -1
  }

  /// Adds a segment's best, in order, each behind what comes before its score.
  mutating func merge(
    _ sections: some Collection<(key: Int32, section: ScoredSection)>, segment: Int,
    _ snapshot: Snapshot
  ) throws(IndexError) {
    let added = sections.map {
      Entry(segment: segment, section: $0.section.section, score: $0.section.score, key: $0.key)
    }
    if best.isEmpty {
      best = added
      return
    }
    var merged: [Entry] = []
    var old = best[...]
    var new = added[...]
    while merged.count < capacity {
      guard let a = old.first else {
        merged += new.prefix(capacity - merged.count)
        break
      }
      guard let b = new.first, try precedes(b, a, snapshot) else {
        merged.append(a)
        old.removeFirst()
        continue
      }
      merged.append(b)
      new.removeFirst()
    }
    best = merged
  }

  private func precedes(_ a: Entry, _ b: Entry, _ snapshot: Snapshot) throws(IndexError) -> Bool {
    if a.key != b.key { return a.key > b.key }
    if a.score != b.score { return a.score > b.score }
    let left = try snapshot.place(segment: a.segment, section: a.section)
    let right = try snapshot.place(segment: b.segment, section: b.section)
    if CorpusOrder.areSame(left.path, right.path) { return left.ordinal < right.ordinal }
    return CorpusOrder.precedes(left.path, right.path)
  }
}

extension Snapshot {
  /// Where a section stands in corpus order: its file's full path and its number in it.
  func place(
    segment: Int, section: UInt32
  ) throws(IndexError) -> (path: String, ordinal: UInt32) {
    let source = segments[segment].segment
    let row = try source.row(Int(section))
    let file = try source.fileRecord(Int(row.file))
    return (CorpusOrder.join(root(of: file), file.path), row.ordinal)
  }

  /// The absolute root of a file; empty where the manifest does not know it.
  func root(of file: FileRecord) -> String {
    file.root < manifest.roots.count ? manifest.roots[file.root] : ""
  }
}
