import IndexBytes

/// Checks what a segment knows of the beginnings of its terms against their postings.
struct BeginningVerifier {
  private let segment: Segment
  private let lengths: [UInt32]
  private let arena = FlatArena()
  private var reader: PostingsReader
  /// How often each section holds the terms of a beginning.
  private var counts: [UInt32]

  /// How often a section holds the terms, and how long it is.
  private struct Kind: Hashable {
    let occurrences: UInt32
    let length: UInt32
  }

  init(_ segment: Segment, lengths: [UInt32]) {
    self.segment = segment
    self.lengths = lengths
    reader = PostingsReader(segment)
    counts = [UInt32](repeating: 0, count: lengths.count)
  }

  /// The first thing that is wrong with a beginning; nil where all is right. O(postings of its terms).
  mutating func fault(_ number: Int) throws(IndexError) -> String? {
    arena.reset()
    let known = try segment.beginnings.beginning(number, arena)
    var terms = FrequentTerms(limit: TermExpander.limit, arena)
    try segment.dictionary.add(termsWith: known.beginning, to: &terms)
    if terms.added != known.words { return "\(terms.added) terms instead of \(known.words)" }
    let sections = try add(terms.terms())
    defer { for section in sections { counts[Int(section)] = 0 } }
    if sections.count != known.sections {
      return "\(sections.count) sections instead of \(known.sections)"
    }
    return fault(known, sections)
  }

  /// Adds up lists; returns the sections that are in one.
  private mutating func add(_ lists: [TermInfo]) throws(IndexError) -> [UInt32] {
    var sections: [UInt32] = []
    for info in lists {
      try reader.open(info)
      while try reader.next() {
        if counts[Int(reader.section)] == 0 { sections.append(reader.section) }
        counts[Int(reader.section)] &+= UInt32(truncatingIfNeeded: reader.frequency)
      }
    }
    return sections
  }

  private func kind(_ section: UInt32) -> Kind {
    Kind(occurrences: counts[Int(section)], length: lengths[Int(section)])
  }

  /// A section that is wrong among the best, or missing there.
  private func fault(_ known: KnownBeginning, _ sections: [UInt32]) -> String? {
    var isKnown: Set<UInt32> = []
    var ofKind: [Kind: [UInt32]] = [:]
    for place in 0..<known.best.count {
      let entry = known.best[place]
      if counts[Int(entry.section)] != entry.occurrences {
        return "\(counts[Int(entry.section)]) occurrences in section \(entry.section)"
      }
      isKnown.insert(entry.section)
      ofKind[kind(entry.section), default: []].append(entry.section)
    }
    var better: [Kind: Int] = [:]
    for section in sections where !isKnown.contains(section) {
      let kind = kind(section)
      let ahead = better[kind] ?? Self.count(ofKind, better: kind)
      better[kind] = ahead
      let alike = ofKind[kind, default: []].count { $0 < section }
      if ahead + alike < Skyband.depth { return "section \(section) not among the best" }
    }
    return nil
  }

  /// Known sections that come before those of a kind for certain, whatever their numbers.
  private static func count(_ ofKind: [Kind: [UInt32]], better kind: Kind) -> Int {
    ofKind.reduce(0) { sum, other in
      let isBefore =
        other.key != kind && other.key.occurrences >= kind.occurrences
        && other.key.length <= kind.length
      return sum + (isBefore ? other.value.count : 0)
    }
  }
}
