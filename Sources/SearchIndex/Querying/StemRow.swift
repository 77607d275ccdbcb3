/// The stems of a query, one unit after the other: what may cover each, as numbers of terms.
///
/// A unit is covered by the pair that it forms with the unit before or behind, or by a term of its
/// own: a syllable alone, the beginning of a word, or a word. Made once a query, in few pieces of
/// memory.
struct StemRow: Sendable {
  /// A stem's units.
  struct Stem: BitwiseCopyable {
    let firstUnit: Int
    let unitCount: Int
  }

  /// What may cover a unit.
  struct Unit: BitwiseCopyable {
    /// The pair with the unit behind; `noTerm` where the two form none.
    var pair = StemRow.noTerm
    /// Its own terms: so many, from one of `lone` on.
    var firstLone = 0
    var loneCount = 0
  }

  static let noTerm = -1

  private(set) var stems: [Stem] = []
  private(set) var units: [Unit] = []
  /// Numbers of the terms that cover a unit alone.
  private(set) var lone: [Int] = []
  /// The terms of all stems, by number.
  private(set) var terms: [[UInt8]] = []
  /// The key of each for `TermLookups`; 0 where it is too long.
  private(set) var keys: [UInt64] = []
  /// The number of each among the query's scoring terms; `noTerm` for others.
  private(set) var scoring: [Int] = []

  /// No stem.
  init() {}

  /// - Parameters:
  ///   - stems: The query's, whose alternatives stand at their unit or at the one before.
  ///   - numbers: The scoring terms.
  init(_ stems: [CompiledQuery.Stem], _ numbers: TermNumbers) {
    var (unitCount, termCount) = (0, 0)
    for stem in stems {
      unitCount += stem.pattern.units.count
      termCount += stem.pattern.terms.count
    }
    self.stems.reserveCapacity(stems.count)
    units.reserveCapacity(unitCount)
    lone.reserveCapacity(termCount)
    terms.reserveCapacity(termCount)
    keys.reserveCapacity(termCount)
    scoring.reserveCapacity(termCount)
    for stem in stems { append(stem.pattern, numbers) }
  }

  private mutating func append(_ pattern: PhrasePattern, _ numbers: TermNumbers) {
    stems.append(Stem(firstUnit: units.count, unitCount: pattern.units.count))
    let firstTerm = terms.count
    for term in pattern.terms {
      terms.append(term)
      keys.append(TermLookups.key(term) ?? 0)
      scoring.append(numbers.number(term, 0, term.count) ?? Self.noTerm)
    }
    for (place, ways) in pattern.units.enumerated() {
      var unit = Unit(firstLone: lone.count)
      for way in ways {
        if way.offset < place {
          units[units.count - 1].pair = firstTerm + way.term
        } else if !Self.isPair(way, place, pattern) {
          lone.append(firstTerm + way.term)
        }
      }
      unit.loneCount = lone.count - unit.firstLone
      units.append(unit)
    }
  }

  /// Whether a way to cover a unit covers the one behind as well.
  private static func isPair(
    _ way: PhrasePattern.Alternative, _ unit: Int, _ pattern: PhrasePattern
  ) -> Bool {
    guard unit + 1 < pattern.units.count else { return false }
    for other in pattern.units[unit + 1] where other == way { return true }
    return false
  }
}
