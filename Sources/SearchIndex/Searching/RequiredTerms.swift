import IndexBytes

/// What every match of a query's requirements holds in a segment, as far as single terms tell: at
/// least one term of each clause.
///
/// A word that one term stands for is a clause of that term. A phrase has a clause a unit, of the terms
/// that cover it. Clauses are necessary, not sufficient: where the terms stand is asked later.
struct RequiredTerms {
  /// A requirement that sections which meet the clauses may still fail.
  struct Rest {
    let requirement: Requirement
    /// Each of these terms alone meets it.
    var sufficient: TermSet = []
    /// Whether it is a phrase of whose units all are in the clauses.
    var isHeld = false
  }

  /// The terms, each once, and where their lists are.
  private(set) var terms: [[UInt8]] = []
  private(set) var infos: [TermInfo] = []
  /// None of them holds all of another.
  private(set) var clauses: [TermSet] = []
  private(set) var rest: [Rest] = []
  /// Whether the segment has no term at all of a clause.
  private(set) var isImpossible = false
  private let lookups: TermLookups
  private let scored: [SegmentSearch.Scores.Term]
  private var numbers = TermNumbers(bits: 6)

  /// O(units of all patterns, and clauses squared).
  ///
  /// - Parameters:
  ///   - requirements: What is asked.
  ///   - lookups: Where terms are looked up.
  ///   - scored: Terms that were looked up already.
  /// - Throws: `.corrupt` where the dictionary is damaged.
  init(
    _ requirements: [Requirement], _ lookups: TermLookups, scored: [SegmentSearch.Scores.Term]
  ) throws(IndexError) {
    self.lookups = lookups
    self.scored = scored
    for requirement in requirements { try add(requirement) }
    absorb()
  }

  /// Sections that hold a term of the rarest clause, at most.
  var candidates: Int {
    clauses.lazy.map { clause in clause.numbers.reduce(0) { $0 + infos[$1].sections } }.min() ?? 0
  }

  private mutating func add(_ requirement: Requirement) throws(IndexError) {
    switch requirement {
    case .all(let parts):
      for part in parts { try add(part) }
    case .phrase(let pattern):
      if try addWord(pattern) { return }
      let found = try find(pattern.terms)
      let isHeld = try addClauses(pattern, found)
      if isHeld, !pattern.needsPositions { return }
      let sufficient = pattern.sufficient.reduce(into: TermSet()) { $0.formUnion(found[$1] ?? []) }
      rest.append(Rest(requirement: requirement, sufficient: sufficient, isHeld: isHeld))
    case .near(let patterns, _):
      for pattern in patterns { _ = try addClauses(pattern, find(pattern.terms)) }
      rest.append(Rest(requirement: requirement))
    case .slot, .date, .path, .any, .not:
      rest.append(Rest(requirement: requirement))
    }
  }

  /// The sets of the terms, empty for one that the segment does not have; nil where there is no
  /// number left.
  private mutating func find(_ terms: [[UInt8]]) throws(IndexError) -> [TermSet?] {
    var result: [TermSet?] = []
    for term in terms { result.append(try find(term)) }
    return result
  }

  private mutating func find(_ term: [UInt8]) throws(IndexError) -> TermSet? {
    if let known = numbers.number(term, 0, term.count) { return TermSet(known) }
    var found = scored.first { $0.term == term }?.info
    if found == nil { found = try lookups.lookup(term) }
    guard let info = found else { return [] }
    guard terms.count < TermSet.capacity else { return nil }
    terms.append(term)
    infos.append(info)
    return TermSet(numbers.insert(term))
  }

  /// Adds the clause of a word that one term stands for, as for all words but those of Hangul; false
  /// for other patterns, or where no number is left.
  private mutating func addWord(_ pattern: PhrasePattern) throws(IndexError) -> Bool {
    guard pattern.units.count == 1, pattern.units[0].count == 1, !pattern.needsPositions,
      let clause = try find(pattern.terms[pattern.units[0][0].term])
    else { return false }
    if clause.isEmpty { isImpossible = true } else { clauses.append(clause) }
    return true
  }

  /// Adds a clause a unit; false where one was left out, since its terms have no numbers.
  private mutating func addClauses(
    _ pattern: PhrasePattern, _ found: [TermSet?]
  ) throws(IndexError) -> Bool {
    var isComplete = true
    for unit in pattern.units.indices {
      let sets = pattern.cover(ofUnit: unit).map { found[$0.term] }
      let clause = sets.reduce(into: TermSet()) { $0.formUnion($1 ?? []) }
      if sets.contains(nil) {
        isComplete = false
      } else if clause.isEmpty {
        isImpossible = true
      } else {
        clauses.append(clause)
      }
    }
    return isComplete
  }

  /// Drops clauses that others imply.
  private mutating func absorb() {
    if clauses.allSatisfy({ $0.count == 1 }) {
      var known: TermSet = []
      clauses.removeAll { !known.insert($0).inserted }
      return
    }
    let all = clauses.sorted { $0.count < $1.count }
    clauses.removeAll()
    for clause in all where !clauses.contains(where: { $0.isSubset(of: clause) }) {
      clauses.append(clause)
    }
  }
}

extension PhrasePattern {
  /// Ways among more than these are not compared with each other.
  private static let mostCompared = 8

  /// Alternatives one of which stands wherever the unit is covered.
  ///
  /// A syllable on its own begins a word, so its own term is left out beside that of the word start.
  func cover(ofUnit unit: Int) -> [Alternative] {
    let ways = units[unit]
    guard (2...Self.mostCompared).contains(ways.count),
      ways.contains(where: { isMarked(terms[$0.term]) })
    else { return ways }
    return ways.filter { way in
      !ways.contains { $0.offset == way.offset && begins(terms[$0.term], terms[way.term]) }
    }
  }

  /// Whether a term may be the word start of a syllable, perhaps marked for a field.
  private func isMarked(_ term: [UInt8]) -> Bool {
    term.first == TermMark.wordStart || (term.count > 1 && term[1] == TermMark.wordStart)
  }

  /// Whether a term is the word start of a syllable, both perhaps marked for a field.
  private func begins(_ start: [UInt8], _ syllable: [UInt8]) -> Bool {
    guard start.count == syllable.count + 1,
      let mark = start.prefix(2).lastIndex(of: TermMark.wordStart)
    else { return false }
    return start[..<mark] == syllable[..<mark] && start[(mark + 1)...] == syllable[mark...]
  }

  /// Numbers of terms each of which covers every unit: where one stands, the phrase does.
  var sufficient: [Int] {
    guard let first = units.first else { return [] }
    return first.filter { way in way.offset == 0 && units.allSatisfy { $0.contains(way) } }
      .map(\.term)
  }
}
