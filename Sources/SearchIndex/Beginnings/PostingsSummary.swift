import IndexBytes

/// What is known of some postings lists together.
struct PostingsSummary {
  /// Sections that are in one of them.
  let sections: Int
  /// Those that can be among the best; see `Skyband`.
  let best: [CountedSection]
}

/// Makes summaries of postings lists of a segment.
struct PostingsSummarizer {
  private let lengths: FlatBuffer<UInt32>
  /// How often each section holds one of the terms.
  private let counts: FlatBuffer<UInt32>
  /// The sections that hold one, as they were met.
  private let met: FlatBuffer<UInt32>
  private var skyband: Skyband

  /// - Parameters:
  ///   - lengths: Of all sections, in tokens.
  ///   - arena: Must outlive this.
  init(lengths: FlatBuffer<UInt32>, _ arena: FlatArena) {
    self.lengths = lengths
    counts = arena.zeros(count: lengths.count)
    // The place behind the last is written to as well.
    met = arena.zeros(count: lengths.count + 1)
    skyband = Skyband(arena)
  }

  /// The summary of the postings with these numbers, all of which are remembered. O(postings).
  mutating func summary(_ numbers: [Range<Int>], of recent: RecentPostings) -> PostingsSummary {
    var sections = 0
    for numbers in numbers {
      recent.forEach(numbers) { section, occurrences in
        let before = counts[Int(section)]
        counts[Int(section)] = before &+ occurrences
        met[sections] = section
        // The sign of a difference, since a comparison would become a branch.
        sections &+= Int(truncatingIfNeeded: (UInt64(before) &- 1) &>> 63)
      }
    }
    for place in 0..<sections {
      let section = Int(met[place])
      skyband.offer(met[place], occurrences: counts[section], length: lengths[section])
      counts[section] = 0
    }
    return PostingsSummary(sections: sections, best: skyband.take())
  }
}
