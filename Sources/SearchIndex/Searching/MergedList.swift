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
      try mergePhrases(patterns, live)
    }
  }

  private mutating func mergeTerms(
    _ terms: [[UInt8]], _ live: LiveSegment, _ scratch: SearchScratch
  ) throws(IndexError) {
    var infos: [TermInfo] = []
    for term in terms {
      if let info = try live.segment.dictionary.lookup(term) { infos.append(info) }
    }
    guard let first = infos.first else { return }
    let arena = FlatArena()
    var cursor = try PostingsCursor(live.segment, first, arena: arena)
    if infos.count == 1 {
      try read(&cursor, live)
    } else {
      try add(infos, &cursor, live, scratch)
    }
    withExtendedLifetime(arena) {}
  }

  private mutating func read(
    _ cursor: inout PostingsCursor, _ live: LiveSegment
  ) throws(IndexError) {
    sections.reserveCapacity(cursor.info.sections)
    frequencies.reserveCapacity(cursor.info.sections)
    cursor.next()
    while cursor.section != PostingsCursor.noMoreSections {
      if live.isLive(cursor.section) {
        sections.append(cursor.section)
        frequencies.append(cursor.frequency)
      }
      cursor.next()
    }
    if cursor.isDamaged { throw live.damaged() }
  }

  /// Adds lists up, section by section, and reads the sums in order.
  private mutating func add(
    _ infos: [TermInfo], _ cursor: inout PostingsCursor, _ live: LiveSegment,
    _ scratch: SearchScratch
  ) throws(IndexError) {
    let counts = scratch.counts(live.segment.summary.sections)
    var touched: [UInt32] = []
    for info in infos {
      try cursor.reopen(live.segment, info)
      cursor.next()
      while cursor.section != PostingsCursor.noMoreSections {
        let place = Int(cursor.section)
        if counts[place] == 0 { touched.append(cursor.section) }
        counts[place] = counts[place] &+ cursor.frequency
        cursor.next()
      }
      if cursor.isDamaged {
        for section in touched { counts[Int(section)] = 0 }
        throw live.damaged()
      }
    }
    emit(touched, counts, live)
  }

  private mutating func emit(
    _ touched: [UInt32], _ counts: FlatBuffer<UInt32>, _ live: LiveSegment
  ) {
    sections.reserveCapacity(touched.count)
    frequencies.reserveCapacity(touched.count)
    let total = live.segment.summary.sections
    // Many sections are found in order quicker than they are sorted.
    if touched.count > total / 16 {
      for place in 0..<total where counts[place] != 0 {
        emit(UInt32(place), counts, live)
      }
    } else {
      for section in touched.sorted() { emit(section, counts, live) }
    }
  }

  private mutating func emit(
    _ section: UInt32, _ counts: FlatBuffer<UInt32>, _ live: LiveSegment
  ) {
    if live.isLive(section) {
      sections.append(section)
      frequencies.append(counts[Int(section)])
    }
    counts[Int(section)] = 0
  }

  private mutating func mergePhrases(
    _ patterns: [PhrasePattern], _ live: LiveSegment
  ) throws(IndexError) {
    let arena = FlatArena()
    var matchers: [PhraseMatcher] = []
    for pattern in patterns {
      let matcher = try PhraseMatcher(pattern, live.segment, arena: arena)
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
    withExtendedLifetime(arena) {}
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
