import IndexBytes

/// What is asked of sections that meet the clauses of the required terms.
struct RestMatchers {
  /// A phrase of which every section holds all units.
  private struct Phrase {
    let pattern: PhrasePattern
    let terms: TermSet
    /// Number of its matcher; -1 until somebody asks.
    var matcher = -1
    /// A section with one of these marks need not be asked.
    var marks: UInt32 = 0
    /// Whether all sections of the pass hold it.
    var isMet = false
  }

  private let cursors: TermCursors
  private var phrases: [Phrase] = []
  private var matchers: [PhraseMatcher] = []
  /// All that is no such phrase, fewest candidates first.
  private var others: [RequirementMatcher] = []

  /// - Parameters:
  ///   - rest: What is asked.
  ///   - cursors: The cursors of its terms; nobody has moved them yet.
  ///   - lists: The merged lists of the query's slots in the segment.
  /// - Throws: `.corrupt` where a list is not inside the segment.
  init(
    _ rest: [RequiredTerms.Rest], _ cursors: TermCursors, _ lists: [MergedList]
  ) throws(IndexError) {
    self.cursors = cursors
    for rest in rest {
      if rest.isHeld, case .phrase(let pattern) = rest.requirement {
        phrases.append(Phrase(pattern: pattern, terms: rest.sufficient))
      } else {
        others.append(try RequirementMatcher(rest.requirement, cursors, lists: lists))
      }
    }
    others.sort { $0.cost < $1.cost }
  }

  /// Candidates of what is no phrase, at most.
  var cost: Int { others.first?.cost ?? .max }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool {
    others.contains(where: \.isDamaged) || matchers.contains(where: \.isDamaged)
  }

  /// Learns which terms the sections of a pass hold, and what their marks mean.
  mutating func begin(_ share: ConjunctionShare) {
    for index in phrases.indices {
      phrases[index].marks = share.marks(of: phrases[index].terms)
      phrases[index].isMet = !share.pass.present.isDisjoint(with: phrases[index].terms)
    }
  }

  /// Whether a section that meets the clauses meets the rest; sections come in ascending order.
  mutating func matches(_ section: UInt32, marks: UInt32) throws(IndexError) -> Bool {
    for other in others where try !other.matches(section) { return false }
    for index in phrases.indices
    where !phrases[index].isMet && phrases[index].marks & marks == 0 {
      if phrases[index].matcher < 0 { try open(index) }
      if try !matchers[phrases[index].matcher].confirm(section) { return false }
    }
    return true
  }

  private mutating func open(_ index: Int) throws(IndexError) {
    phrases[index].matcher = matchers.count
    matchers.append(try PhraseMatcher(phrases[index].pattern, cursors))
  }
}
