import IndexBytes
import TextAnalysis

/// Finds the terms of a snapshot that an expansion stands for, and makes patterns of them.
struct TermExpander {
  /// Terms that the beginning of a word, or a word with edits, stands for at most: the most
  /// frequent ones.
  static let limit = 1024

  let segments: [LiveSegment]
  /// What is known of the terms of each.
  let lookups: [TermLookups]
  /// The most syllables of a word in which so many letters may differ: in longer ones an edit has too
  /// many places, each of them a pattern as long as the word.
  static let longestWords = [1: 64, 2: 24]

  let arena: FlatArena
  /// For one cursor after the other.
  let cursorArena = FlatArena()
  private let deadline: SearchDeadline?
  private let analyzer: AnalyzerKind
  /// What to tell the user.
  private(set) var warnings: [String] = []

  /// - Parameters:
  ///   - snapshot: Whose terms to find.
  ///   - scratch: Remembers what was looked up, and has memory.
  init(_ snapshot: Snapshot, _ scratch: SearchScratch) {
    segments = snapshot.segments
    lookups = segments.map { scratch.lookups($0.segment) }
    arena = scratch.arena
    deadline = scratch.deadline
    analyzer = snapshot.settings.analyzer
  }

  /// Patterns one of which must match; none where the index has no such word.
  mutating func patterns(
    _ expansion: Expansion, label: String
  ) throws(IndexError) -> [PhrasePattern] {
    switch expansion {
    case .row(let units, let beginning, let field):
      return try row(units, beginning, field, label).map { [$0] } ?? []
    case .holding(let syllable, let field):
      let terms = try bigrams(endingWith: syllable, field)
      if terms.isEmpty { return [] }
      var pattern = Self.pattern(anyOf: terms)
      pattern.marksSecond = true
      return [pattern]
    case .either(let first, let second):
      return try patterns(first, label: label) + patterns(second, label: label)
    case .fuzzy(let units, let edits, let field):
      return try fuzzy(units, edits, field, label)
    }
  }

  /// The pattern of one position at which one of some terms stands.
  static func pattern(anyOf terms: [[UInt8]]) -> PhrasePattern {
    var pattern = PhrasePattern()
    pattern.terms = terms
    pattern.units = [terms.indices.map { .init(term: $0, offset: 0) }]
    return pattern
  }

  // MARK: Rows

  /// The pattern of a row of units, or nil where one of them stands nowhere.
  private mutating func row(
    _ units: [WideUnit], _ beginning: Int?, _ field: Field?, _ label: String
  ) throws(IndexError) -> PhrasePattern? {
    var pattern = PhrasePattern()
    var numbers = TermNumbers(bits: 10)
    for index in units.indices {
      var alternatives: [PhrasePattern.Alternative] = []
      for (term, offset) in try cover(units, index, beginning, field, label) {
        alternatives.append(.init(term: numbers.insert(term), offset: offset))
      }
      if alternatives.isEmpty { return nil }
      pattern.units.append(alternatives)
    }
    pattern.terms = numbers.terms
    return pattern
  }

  /// Terms that cover a unit, and where they stand; see `PhrasePattern`.
  private mutating func cover(
    _ units: [WideUnit], _ index: Int, _ beginning: Int?, _ field: Field?, _ label: String
  ) throws(IndexError) -> [(term: [UInt8], offset: Int)] {
    guard case .syllables(let here) = units[index] else {
      return try words(units[index], field, label).map { ($0, index) }
    }
    let starts = here.map { [TermMark.wordStart] + Hangul.bytes($0) }
    if index == beginning || units.count == 1 {
      return try existing(starts, field).map { ($0, index) }
    }
    var result: [(term: [UInt8], offset: Int)] = []
    if index > 0, case .syllables(let before) = units[index - 1] {
      result += try bigrams(before, here, field).map { ($0, index - 1) }
    }
    // What follows the beginning of a word holds together with it.
    if let beginning, index > beginning { return result }
    if index + 1 < units.count, index + 1 != beginning,
      case .syllables(let after) = units[index + 1]
    {
      result += try bigrams(here, after, field).map { ($0, index) }
    }
    result += try existing(here.map(Hangul.bytes), field).map { ($0, index) }
    if index + 1 == units.count {
      result += try existing(starts, field).map { ($0, index) }
    }
    return result
  }

  private mutating func words(
    _ unit: WideUnit, _ field: Field?, _ label: String
  ) throws(IndexError) -> [[UInt8]] {
    let mark = field.map { [$0.mark] } ?? []
    switch unit {
    case .syllables: return []
    case .word(let term): return try existing([term], field)
    case .beginning(let prefix, let whole):
      return try mostFrequent(
        countedTerms(with: mark + prefix), with: mark + prefix, or: mark + whole, label)
    case .like(let term, let edits):
      var found: Set<[UInt8]> = []
      for live in segments {
        var walk = FuzzyWalk(
          live.segment.dictionary, term, edits: edits, mark: mark,
          skipsHangul: analyzer == .standard, arena)
        found.formUnion(try walk.matches())
      }
      let terms = found.sorted { $0.lexicographicallyPrecedes($1) }
      if terms.count <= Self.limit { return terms }
      var counted: [CountedTerm] = []
      for term in terms { counted.append((term, try liveSections(term) ?? 0)) }
      return mostFrequent(counted, label)
    }
  }

  /// Those that a word may stand for of terms that begin with the bytes, and of one beside them that may
  /// not.
  mutating func mostFrequent(
    _ terms: [CountedTerm], with prefix: [UInt8], or whole: [UInt8], _ label: String
  ) throws(IndexError) -> [[UInt8]] {
    var terms = terms
    if !whole.starts(with: prefix), let sections = try liveSections(whole) {
      terms.append((whole, sections))
    }
    return mostFrequent(terms, label)
  }

  /// As many terms as a word may stand for, those of the most sections; of as many sections the earlier
  /// ones.
  private mutating func mostFrequent(_ terms: [CountedTerm], _ label: String) -> [[UInt8]] {
    guard terms.count > Self.limit else { return terms.map { $0.term } }
    warnTooMany(terms.count, label)
    var frequent = FrequentTerms(limit: Self.limit, arena)
    for term in terms { frequent.add(TermInfo(sections: term.sections)) }
    let sections = frequent.terms().map { $0.sections }
    let least = sections.min() ?? 0
    var ties = sections.count { $0 == least }
    return terms.compactMap { term in
      if term.sections == least { ties -= 1 }
      return term.sections > least || term.sections == least && ties >= 0 ? term.term : nil
    }
  }

  mutating func warnTooMany(_ words: Int, _ label: String) {
    warn(
      "\(label.shortened) stands for \(words) words: searched the \(Self.limit) most frequent")
  }

  private mutating func warn(_ text: String) {
    if !warnings.contains(text) { warnings.append(text) }
  }

  // MARK: Syllables

  private mutating func fuzzy(
    _ units: [PhraseUnit], _ edits: Int, _ field: Field?, _ label: String
  ) throws(IndexError) -> [PhrasePattern] {
    let edits = possibleEdits(edits, units.count, label)
    let syllables = units.map { Hangul.scalar($0.term) ?? 0 }
    let exact = syllables.map { WideUnit.syllables([$0]) }
    if edits == 0 { return try row(exact, nil, field, label).map { [$0] } ?? [] }
    var result: [PhrasePattern] = []
    for first in syllables.indices {
      try deadline?.check()
      var row = exact
      row[first] = .syllables(Self.neighbours(syllables[first], edits))
      if let pattern = try self.row(row, nil, field, label) { result.append(pattern) }
      guard edits > 1 else { continue }
      row[first] = .syllables(Self.neighbours(syllables[first], 1))
      for second in syllables.indices where second > first {
        try deadline?.check()
        var row = row
        row[second] = .syllables(Self.neighbours(syllables[second], 1))
        if let pattern = try self.row(row, nil, field, label) { result.append(pattern) }
      }
    }
    return result
  }

  /// How many edits are looked for in a word of so many syllables, of those asked for.
  private mutating func possibleEdits(_ wanted: Int, _ syllables: Int, _ label: String) -> Int {
    var (edits, passed) = (wanted, 0)
    while let longest = Self.longestWords[edits], syllables > longest {
      (edits, passed) = (edits - 1, longest)
    }
    if edits < wanted {
      let instead = edits == 0 ? "as it is" : "with one edit only"
      warn("\(label.shortened) has more than \(passed) syllables: searched \(instead)")
    }
    return edits
  }

  /// Syllables that differ from one in at most `edits` letters, itself among them.
  static func neighbours(_ syllable: UInt32, _ edits: Int) -> [UInt32] {
    guard Hangul.syllables.contains(syllable) else { return [syllable] }
    return Hangul.syllables.filter { Hangul.distance($0, syllable) <= edits }
  }
}
