import IndexBytes

/// What the dictionaries hold.
extension TermExpander {
  /// Whether a segment has the term.
  func exists(_ term: [UInt8]) throws(IndexError) -> Bool {
    for live in segments where try live.segment.dictionary.lookup(term) != nil { return true }
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
    var lists: [[[UInt8]]] = []
    for live in segments {
      var list: [[UInt8]] = []
      var iterator = try TermIterator(live.segment.dictionary, from: prefix)
      while try iterator.next(), iterator.term.starts(with: prefix) { list.append(iterator.term) }
      lists.append(list)
    }
    return Self.union(lists)
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

  /// Bigrams whose second syllable is the one given.
  ///
  /// O(bigrams of the index) at most: behind some of one first syllable, the others of it are skipped.
  func bigrams(endingWith syllable: [UInt8], _ field: Field?) throws(IndexError) -> [[UInt8]] {
    let mark = field.map { [$0.mark] } ?? []
    var lists: [[[UInt8]]] = []
    for live in segments {
      lists.append(try Self.bigrams(endingWith: syllable, mark, live.segment.dictionary))
    }
    return Self.union(lists)
  }

  /// Units of a run are syllables and conjoining letters: three bytes, the first from E1 to ED.
  private static let firstUnit: UInt8 = 0xE1
  private static let lastUnit: UInt8 = 0xED
  /// Terms of one first unit that are read before the rest of them is looked up instead.
  private static let mostRead = 24

  private static func bigrams(
    endingWith syllable: [UInt8], _ mark: [UInt8], _ dictionary: TermDictionary
  ) throws(IndexError) -> [[UInt8]] {
    var found: [[UInt8]] = []
    /// The bigram of the first unit that is being read.
    var wanted: [UInt8] = []
    var read = 0
    var iterator = try TermIterator(dictionary, from: mark + [firstUnit])
    while try iterator.next() {
      guard iterator.term.count > mark.count, iterator.term.starts(with: mark),
        iterator.term[mark.count] <= lastUnit
      else { break }
      if read == 0 || !iterator.term.starts(with: wanted.prefix(mark.count + 3)) {
        wanted = iterator.term.prefix(mark.count + 3) + syllable
        read = 0
      }
      read += 1
      if iterator.term == wanted { found.append(wanted) }
      if read < mostRead { continue }
      if iterator.term.lexicographicallyPrecedes(wanted), try dictionary.lookup(wanted) != nil {
        found.append(wanted)
      }
      // Behind all terms of the first unit: this byte is in none.
      iterator = try TermIterator(dictionary, from: wanted.prefix(mark.count + 3) + [0xFF])
      read = 0
    }
    return found
  }

  /// All terms of some ascending lists, each once, ascending.
  private static func union(_ lists: [[[UInt8]]]) -> [[UInt8]] {
    if lists.count == 1 { return lists[0] }
    return Set(lists.joined()).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The lists of all words that begin alike, by segment, without their terms; nil for other
  /// expansions, and where the most frequent words have to be told across segments.
  ///
  /// O(words), in the memory of `arena`.
  mutating func lists(
    _ expansion: Expansion, label: String, _ arena: FlatArena
  ) throws(IndexError) -> [[TermInfo]]? {
    guard case .row(let units, nil, let field) = expansion, units.count == 1,
      case .beginning(let prefix, let whole) = units[0], segments.allSatisfy(\.dead.isEmpty)
    else { return nil }
    let mark = field.map { [$0.mark] } ?? []
    var lists: [[TermInfo]] = []
    var words = 0
    for live in segments {
      var found = FrequentTerms(limit: Self.limit, arena)
      try live.segment.dictionary.add(termsWith: mark + prefix, to: &found)
      if !whole.starts(with: prefix), let info = try live.segment.dictionary.lookup(mark + whole) {
        found.add(info)
      }
      words += found.added
      if words > Self.limit, segments.count > 1 { return nil }
      lists.append(found.terms())
    }
    if words > Self.limit { warnTooMany(words, label) }
    return lists
  }
}
