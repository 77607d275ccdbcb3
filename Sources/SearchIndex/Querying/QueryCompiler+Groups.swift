import IndexBytes

/// Boolean expressions.
extension QueryCompiler {
  /// Adds groups: what they require, and the words that score.
  ///
  /// One without a wanted word is a filter: the words beside it still have to match.
  mutating func add(_ groups: [ParsedQuery.Group]) throws(IndexError) {
    for group in groups {
      if let requirement = requirement(group.expression) {
        if group.isExcluded {
          query.prohibited.append(requirement)
        } else if scores(group) {
          query.required.append(requirement)
        } else {
          query.prohibited.append(.not(requirement))
        }
      }
      if !group.isExcluded { try score(group.expression) }
    }
  }

  /// Whether a group has a word that is wanted.
  func scores(_ group: ParsedQuery.Group) -> Bool {
    !group.isExcluded && scores(group.expression)
  }

  private func scores(_ expression: ParsedQuery.Expression) -> Bool {
    switch expression {
    case .clause: true
    case .optional(let inner): scores(inner)
    case .all(let parts), .any(let parts): parts.contains(where: scores)
    case .date, .path, .not: false
    }
  }

  /// What an expression asks of a section; nil where it asks nothing.
  private mutating func requirement(_ expression: ParsedQuery.Expression) -> Requirement? {
    switch expression {
    case .clause(let clause): return requirement(clause)
    case .date(let range): return .date(range)
    case .path(let part): return .path(part)
    case .optional: return nil
    case .not(let inner): return requirement(inner).map { .not($0) }
    case .all(let parts): return join(parts, with: Requirement.all)
    case .any(let parts): return join(parts, with: Requirement.any)
    }
  }

  private mutating func join(
    _ parts: [ParsedQuery.Expression], with make: ([Requirement]) -> Requirement
  ) -> Requirement? {
    var requirements: [Requirement] = []
    for part in parts {
      if let requirement = requirement(part) { requirements.append(requirement) }
    }
    if requirements.isEmpty { return nil }
    return requirements.count == 1 ? requirements[0] : make(requirements)
  }

  /// Adds the words of an expression but those that NOT excludes.
  private mutating func score(_ expression: ParsedQuery.Expression) throws(IndexError) {
    switch expression {
    case .clause(let clause): try score(clause, isAlone: true)
    case .optional(let inner): try score(inner)
    case .all(let parts), .any(let parts):
      for part in parts { try score(part) }
    case .date, .path, .not: break
    }
  }
}
