import IndexBytes

/// What the dictionaries hold.
extension TermExpander {
  /// A term and the live sections that hold it.
  typealias CountedTerm = (term: [UInt8], sections: Int)
  /// The lists of some terms, by segment, and the terms where they were told.
  struct FoundLists {
    var lists: [[TermInfo]]
    /// What is known in place of a segment's lists; empty where none can be.
    var known: [KnownBeginning?] = []
    var terms: [[UInt8]]?
  }
  /// A term of a segment and where its list is.
  private typealias Entry = (term: [UInt8], info: TermInfo)

  /// Whether a segment has the term.
  func exists(_ term: [UInt8]) throws(IndexError) -> Bool {
    for known in lookups where try known.lookup(term) != nil { return true }
    return false
  }

  /// Those of some terms that a segment has, with the mark of the field.
  func existing(_ terms: [[UInt8]], _ field: Field?) throws(IndexError) -> [[UInt8]] {
    let mark = field.map { [$0.mark] } ?? []
    var result: [[UInt8]] = []
    for term in terms where try exists(mark + term) { result.append(mark + term) }
    return result
  }

  /// All terms that begin with the bytes, in order. O(terms found).
  func terms(with prefix: [UInt8]) throws(IndexError) -> [[UInt8]] {
    Self.union(try entries(with: prefix).map { entries in entries.map { $0.term } })
  }

  /// The same with the live sections that hold each. O(terms found + dead sections that hold them).
  func countedTerms(with prefix: [UInt8]) throws(IndexError) -> [CountedTerm] {
    try counted(entries(with: prefix))
  }

  /// All terms that begin with the bytes, in order, and where their lists are, by segment.
  private func entries(with prefix: [UInt8]) throws(IndexError) -> [[Entry]] {
    var all: [[Entry]] = []
    for live in segments {
      var entries: [Entry] = []
      var iterator = try TermIterator(live.segment.dictionary, from: prefix)
      while try iterator.next(), iterator.term.starts(with: prefix) {
        entries.append((iterator.term, iterator.info))
      }
      all.append(entries)
    }
    return all
  }

  /// The terms of all segments, each once, in order.
  private func counted(_ entries: [[Entry]]) throws(IndexError) -> [CountedTerm] {
    var all: [CountedTerm] = []
    for (live, entries) in zip(segments, entries) {
      var counted: [CountedTerm] = []
      counted.reserveCapacity(entries.count)
      for entry in entries { counted.append((entry.term, try liveSections(entry.info, live))) }
      all = all.isEmpty ? counted : Self.sum(all, counted)
    }
    return all
  }

  /// Live sections that hold a term; nil where no segment has it.
  func liveSections(_ term: [UInt8]) throws(IndexError) -> Int? {
    var sum: Int?
    for (live, lookups) in zip(segments, lookups) {
      guard let info = try lookups.lookup(term) else { continue }
      sum = (sum ?? 0) + (try liveSections(info, live))
    }
    return sum
  }

  private func liveSections(_ info: TermInfo, _ live: LiveSegment) throws(IndexError) -> Int {
    cursorArena.reset()
    return try live.liveSections(info, cursorArena)
  }

  /// The terms of two ascending lists, ascending, with the sections of both.
  private static func sum(_ first: [CountedTerm], _ second: [CountedTerm]) -> [CountedTerm] {
    var result: [CountedTerm] = []
    result.reserveCapacity(first.count + second.count)
    var next = 0
    for entry in first {
      while next < second.count, second[next].term.lexicographicallyPrecedes(entry.term) {
        result.append(second[next])
        next += 1
      }
      result.append(entry)
      if next < second.count, second[next].term == entry.term {
        result[result.count - 1].sections += second[next].sections
        next += 1
      }
    }
    return result + second[next...]
  }

  /// Bigrams of one of some syllables and one of others.
  func bigrams(
    _ first: [UInt32], _ second: [UInt32], _ field: Field?
  ) throws(IndexError) -> [[UInt8]] {
    var result: [[UInt8]] = []
    // Beyond so many it is quicker to read through all bigrams of the first syllable.
    if second.count <= 32 {
      for a in first {
        result += try existing(second.map { Hangul.bytes(a) + Hangul.bytes($0) }, field)
      }
      return result
    }
    let wanted = Set(second.map(Hangul.bytes))
    let mark = field.map { [$0.mark] } ?? []
    for a in first {
      for term in try terms(with: mark + Hangul.bytes(a))
      where term.count == mark.count + 6 && wanted.contains(Array(term.suffix(3))) {
        result.append(term)
      }
    }
    return result
  }

  /// Bigrams whose second syllable is the one given, in order.
  func bigrams(endingWith syllable: [UInt8], _ field: Field?) throws(IndexError) -> [[UInt8]] {
    let ending = Self.ending(syllable, field)
    var lists: [[[UInt8]]] = []
    for live in segments {
      var list: [[UInt8]] = []
      try live.segment.dictionary.bigrams(ending) { key, _ in
        list.append(TermKey.bytes(key, count: ending.length))
      }
      lists.append(list)
    }
    return Self.union(lists)
  }

  private static func ending(
    _ syllable: [UInt8], _ field: Field?
  ) -> TermDictionary.BigramEnding {
    TermDictionary.BigramEnding(syllable, mark: field.map { [$0.mark] } ?? [])
  }

  /// All terms of some ascending lists, each once, ascending.
  private static func union(_ lists: [[[UInt8]]]) -> [[UInt8]] {
    if lists.count == 1 { return lists[0] }
    return Set(lists.joined()).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The lists of all words that begin alike, or that hold a syllable behind another, by segment,
  /// without their terms; nil for other expansions.
  ///
  /// O(words), in the memory of `arena`.
  ///
  /// - Parameters:
  ///   - expansion: The words.
  ///   - label: What the user typed.
  ///   - wantsBest: Whether what is known of the best sections will do, where all sections live.
  /// - Returns: The lists.
  /// - Throws: `.corrupt` where a dictionary is damaged.
  mutating func lists(
    _ expansion: Expansion, label: String, wantsBest: Bool
  ) throws(IndexError) -> FoundLists? {
    if case .holding(let syllable, let field) = expansion {
      return FoundLists(lists: try bigramLists(Self.ending(syllable, field)))
    }
    guard case .row(let units, nil, let field) = expansion, units.count == 1,
      case .beginning(let prefix, let whole) = units[0]
    else { return nil }
    let mark = field.map { [$0.mark] } ?? []
    let isOne = segments.count == 1 && segments[0].dead.isEmpty
    var result = FoundLists(lists: [])
    var words = 0
    for live in segments {
      let apart =
        whole.starts(with: prefix) ? nil : try live.segment.dictionary.lookup(mark + whole)
      if wantsBest, apart == nil,
        let known = try live.segment.beginnings.find(mark + prefix, arena)
      {
        words += known.words
        result.lists.append([])
        result.known.append(known)
      } else {
        var found = FrequentTerms(limit: Self.limit, arena)
        try live.segment.dictionary.add(termsWith: mark + prefix, to: &found)
        if let apart { found.add(apart) }
        words += found.added
        result.lists.append(found.terms())
        result.known.append(nil)
      }
      if words > Self.limit, !isOne { return try frequentLists(mark + prefix, mark + whole, label) }
    }
    if words > Self.limit { warnTooMany(words, label) }
    return result
  }

  /// The same where the segments together may have more words than are searched, or some are in dead
  /// sections: these are counted word by word.
  private mutating func frequentLists(
    _ prefix: [UInt8], _ whole: [UInt8], _ label: String
  ) throws(IndexError) -> FoundLists {
    let entries = try entries(with: prefix)
    let terms = try mostFrequent(counted(entries), with: prefix, or: whole, label)
    var numbers = TermNumbers(bits: 10)
    for term in terms { _ = numbers.insert(term) }
    var lists: [[TermInfo]] = []
    for (entries, lookups) in zip(entries, lookups) {
      var list: [TermInfo] = []
      for entry in entries where numbers.number(entry.term, 0, entry.term.count) != nil {
        list.append(entry.info)
      }
      if !whole.starts(with: prefix), numbers.number(whole, 0, whole.count) != nil,
        let info = try lookups.lookup(whole)
      {
        list.append(info)
      }
      lists.append(list)
    }
    return FoundLists(lists: lists, terms: terms)
  }

  private func bigramLists(
    _ ending: TermDictionary.BigramEnding
  ) throws(IndexError) -> [[TermInfo]] {
    var lists: [[TermInfo]] = []
    for live in segments {
      var list: [TermInfo] = []
      try live.segment.dictionary.bigrams(ending) { _, info in list.append(info) }
      lists.append(list)
    }
    return lists
  }
}
