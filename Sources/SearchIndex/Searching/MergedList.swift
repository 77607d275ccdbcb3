import IndexBytes

/// The postings of a word that stands for many, merged: as if all were one term.
struct MergedList: BitwiseCopyable {
  /// Live sections, ascending.
  private(set) var sections: FlatBuffer<UInt32>
  /// Occurrences in each, weighted by field.
  private(set) var frequencies: FlatBuffer<UInt32>
  /// How many there are.
  private(set) var count = 0

  private init(room: Int, _ arena: FlatArena) {
    // Four of them are read at a time.
    sections = arena.buffer(count: room + 4)
    frequencies = arena.buffer(count: room + 4)
  }

  /// Merges what `patterns` match in a segment.
  ///
  /// O(postings) for terms; patterns of several positions read those of their candidates.
  /// The list is in the arena of `scratch`, and gone with what that holds.
  init(
    _ patterns: [PhrasePattern], _ live: LiveSegment, _ scratch: SearchScratch
  ) throws(IndexError) {
    if patterns.count == 1, !patterns[0].needsPositions {
      try self.init(Self.infos(patterns[0].terms, live), live, scratch)
    } else {
      self.init(room: 60, scratch.arena)
      if !patterns.isEmpty { try mergePhrases(patterns, live, scratch) }
    }
  }

  private static func infos(
    _ terms: [[UInt8]], _ live: LiveSegment
  ) throws(IndexError) -> [TermInfo] {
    var infos: [TermInfo] = []
    for term in terms {
      if let info = try live.segment.dictionary.lookup(term) { infos.append(info) }
    }
    return infos
  }

  /// Merges lists of a segment: adds them up, section by section, and reads the sums in order.
  ///
  /// O(postings). The list is in the arena of `scratch`, and gone with what that holds.
  init(_ infos: [TermInfo], _ live: LiveSegment, _ scratch: SearchScratch) throws(IndexError) {
    let all = live.segment.summary.sections
    self.init(room: min(all, infos.reduce(0) { $0 + $1.sections }), scratch.arena)
    if infos.isEmpty { return }
    let sums = try scratch.occurrenceSums(live.segment)
    try sums.add(infos, live, scratch.arena)
    count = sums.drain(into: sections, frequencies)
    if !live.dead.isEmpty { removeDead(live) }
  }

  private mutating func removeDead(_ live: LiveSegment) {
    var kept = 0
    for place in 0..<count where live.isLive(sections[place]) {
      sections[kept] = sections[place]
      frequencies[kept] = frequencies[place]
      kept += 1
    }
    count = kept
  }

  private mutating func mergePhrases(
    _ patterns: [PhrasePattern], _ live: LiveSegment, _ scratch: SearchScratch
  ) throws(IndexError) {
    var matchers: [PhraseMatcher] = []
    for pattern in patterns {
      try scratch.deadline?.check()
      let cursors = scratch.cursors(live.segment)
      let matcher = try PhraseMatcher(pattern, cursors, areOwn: true)
      if matcher.cost > 0 { matchers.append(matcher) }
    }
    var next: [UInt32] = []
    for index in matchers.indices { next.append(try matchers[index].next(from: 0)) }
    var known = CountedPlaces(scratch.arena)
    while let section = next.min(), section != PostingsCursor.noMoreSections {
      var count = 0
      known.removeAll()
      for index in matchers.indices where next[index] == section {
        count += try matchers[index].occurrences(in: section, besides: &known)
        next[index] = try matchers[index].next(from: section + 1)
      }
      if count > 0, live.isLive(section) {
        append(section, UInt32(clamping: count), scratch.arena)
      }
    }
    if matchers.contains(where: \.isDamaged) { throw live.damaged() }
  }

  private mutating func append(_ section: UInt32, _ frequency: UInt32, _ arena: FlatArena) {
    if count + 4 == sections.count {
      var larger = MergedList(room: count * 2, arena)
      for place in 0..<count {
        larger.sections[place] = sections[place]
        larger.frequencies[place] = frequencies[place]
      }
      larger.count = count
      self = larger
    }
    sections[count] = section
    frequencies[count] = frequency
    count += 1
  }

  /// Whether the section at `place` is there and is `section`.
  @inline(__always)
  func holds(_ section: UInt32, at place: Int) -> Bool {
    place < count && sections[place] == section
  }

  /// The first place at or after `place` whose section is not before `section`. O(log distance).
  func place(of section: UInt32, from place: Int) -> Int {
    gallop(from: place, to: count) { sections[$0] < section }
  }
}

extension LiveSegment {
  /// What to throw where a postings list is not in order.
  func damaged() -> IndexError {
    segment.file.corrupt(at: nil, expected: "postings lists in order", found: "a damaged one")
  }
}
