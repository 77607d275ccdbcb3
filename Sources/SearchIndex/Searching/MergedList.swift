import IndexBytes

/// The postings of a word that stands for many, merged: as if all were one term.
struct MergedList {
  /// Live sections, ascending.
  private(set) var sections: [UInt32] = []
  /// Occurrences in each, weighted by field.
  private(set) var frequencies: [UInt32] = []

  /// Merges what `patterns` match in a segment.
  ///
  /// O(postings) for terms; patterns of several positions read those of their candidates.
  init(
    _ patterns: [PhrasePattern], _ live: LiveSegment, _ scratch: SearchScratch
  ) throws(IndexError) {
    if patterns.count == 1, !patterns[0].needsPositions {
      try mergeTerms(patterns[0].terms, live, scratch)
    } else if !patterns.isEmpty {
      try mergePhrases(patterns, live, scratch)
    }
  }

  /// Merges lists of a segment. O(postings).
  init(_ infos: [TermInfo], _ live: LiveSegment, _ scratch: SearchScratch) throws(IndexError) {
    try merge(infos, live, scratch)
  }

  private mutating func mergeTerms(
    _ terms: [[UInt8]], _ live: LiveSegment, _ scratch: SearchScratch
  ) throws(IndexError) {
    var infos: [TermInfo] = []
    for term in terms {
      if let info = try live.segment.dictionary.lookup(term) { infos.append(info) }
    }
    try merge(infos, live, scratch)
  }

  /// Adds lists up, section by section, and reads the sums in order.
  private mutating func merge(
    _ infos: [TermInfo], _ live: LiveSegment, _ scratch: SearchScratch
  ) throws(IndexError) {
    guard let first = infos.first else { return }
    let bound = min(live.segment.summary.sections, infos.reduce(0) { $0 + $1.sections })
    sections.reserveCapacity(bound)
    frequencies.reserveCapacity(bound)
    let sums = scratch.occurrenceSums(live.segment.summary.sections)
    var cursor = try PostingsCursor(live.segment, first, arena: scratch.arena)
    for info in infos {
      try cursor.reopen(live.segment, info)
      cursor.move(toBlock: 0)
      while cursor.section != PostingsCursor.noMoreSections {
        cursor.decodeFrequencies()
        if cursor.isDamaged { break }
        sums.add(cursor)
        cursor.move(toBlock: cursor.block + 1)
      }
    }
    sums.drain { section, frequency in
      if live.isLive(section) {
        sections.append(section)
        frequencies.append(frequency)
      }
    }
    if cursor.isDamaged { throw live.damaged() }
  }

  private mutating func mergePhrases(
    _ patterns: [PhrasePattern], _ live: LiveSegment, _ scratch: SearchScratch
  ) throws(IndexError) {
    var matchers: [PhraseMatcher] = []
    for pattern in patterns {
      let matcher = try PhraseMatcher(pattern, TermCursors(live.segment, scratch))
      if matcher.cost > 0 { matchers.append(matcher) }
    }
    var next: [UInt32] = []
    for index in matchers.indices { next.append(try matchers[index].next(from: 0)) }
    while let section = next.min(), section != PostingsCursor.noMoreSections {
      var count = 0
      var known: Set<Int> = []
      for index in matchers.indices where next[index] == section {
        count += try matchers[index].occurrences(in: section, besides: &known)
        next[index] = try matchers[index].next(from: section + 1)
      }
      if count > 0, live.isLive(section) {
        sections.append(section)
        frequencies.append(UInt32(clamping: count))
      }
    }
    if matchers.contains(where: \.isDamaged) { throw live.damaged() }
  }

  /// The first place at or after `place` whose section is not before `section`. O(log distance).
  func place(of section: UInt32, from place: Int) -> Int {
    var low = place
    var high = place
    var step = 1
    while high < sections.count, sections[high] < section {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, sections.count)
    while low < high {
      let middle = (low + high) / 2
      if sections[middle] < section { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension LiveSegment {
  /// What to throw where a postings list is not in order.
  func damaged() -> IndexError {
    segment.file.corrupt(at: nil, expected: "postings lists in order", found: "a damaged one")
  }
}
