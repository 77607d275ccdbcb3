/// Terms that every match of a query's requirements holds, and what else there is to look at.
struct RequiredTerms {
  /// The terms, each once.
  private(set) var terms: [[UInt8]] = []
  /// Requirements that sections which hold the terms may still fail.
  private(set) var rest: [Requirement] = []

  /// O(units of all patterns).
  init(_ requirements: [Requirement]) {
    for requirement in requirements { add(requirement) }
  }

  private mutating func add(_ requirement: Requirement) {
    switch requirement {
    case .all(let parts):
      for part in parts { add(part) }
    case .phrase(let pattern):
      addTerms(pattern)
      let isOneTerm = pattern.units.count == 1 && pattern.units[0].count == 1
      if !isOneTerm { rest.append(requirement) }
    case .near(let patterns, _):
      for pattern in patterns { addTerms(pattern) }
      rest.append(requirement)
    case .slot, .date, .path, .any, .not:
      rest.append(requirement)
    }
  }

  /// The units that one term alone covers.
  private mutating func addTerms(_ pattern: PhrasePattern) {
    for unit in pattern.units where unit.count == 1 {
      let term = pattern.terms[unit[0].term]
      if !terms.contains(term) { terms.append(term) }
    }
  }
}
