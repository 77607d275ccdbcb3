/// A share of the sections that meet some clauses: those that hold some terms and hold none of others.
///
/// Where the rarest clause is a single term, one pass has all sections. Where it has several terms, each
/// leads a pass of its own: the first has the sections that hold its first term, the second those that
/// hold the second and not the first, and so on. Every section is in one pass.
struct ConjunctionPass: Equatable {
  /// Terms that all sections of the pass hold.
  private(set) var present: TermSet
  /// Terms that none of them holds.
  private(set) var absent: TermSet
  /// Clauses that are to be looked at in each section.
  private(set) var open: [TermSet]

  /// All sections that hold some terms.
  private init(holding terms: TermSet) {
    present = terms
    absent = []
    open = []
  }

  /// Nil where no section can meet the clauses.
  private init?(present: TermSet, absent: TermSet, _ clauses: [TermSet]) {
    self.present = present
    self.absent = absent
    open = clauses
    var before = -1
    while before != self.present.count {
      before = self.present.count
      guard simplify() else { return nil }
    }
  }

  /// Takes what is known to be absent out of the clauses, and those away that are met.
  private mutating func simplify() -> Bool {
    let clauses = open.map { $0.subtracting(absent) }
    if clauses.contains([]) { return false }
    for clause in clauses where clause.count == 1 { present.formUnion(clause) }
    open = clauses.filter { $0.isDisjoint(with: present) }
    return true
  }

  /// The passes that find every section that meets the clauses, each once.
  ///
  /// - Parameters:
  ///   - clauses: What is to be met; at least one.
  ///   - sections: How many sections hold a term.
  ///   - weights: What a term gives at most. The pass of the largest comes first.
  /// - Returns: The passes in the order to run them.
  static func passes(
    _ clauses: [TermSet], sections: [Int], weights: [Float]
  ) -> [ConjunctionPass] {
    if clauses.allSatisfy({ $0.count == 1 }) {
      let all = clauses.reduce(into: TermSet()) { $0.formUnion($1) }
      return clauses.isEmpty ? [] : [ConjunctionPass(holding: all)]
    }
    let cost = { (clause: TermSet) in clause.numbers.reduce(0) { $0 + sections[$1] } }
    guard let lead = clauses.min(by: { cost($0) < cost($1) }) else { return [] }
    var absent: TermSet = []
    var result: [ConjunctionPass] = []
    for term in lead.numbers.sorted(by: { weights[$0] > weights[$1] }) {
      let pass = ConjunctionPass(present: TermSet(term), absent: absent, clauses)
      if let pass { result.append(pass) }
      absent.insert(TermSet(term))
    }
    return result
  }

  /// The open clauses, fewest candidates first.
  func ordered(_ sections: [Int]) -> [TermSet] {
    open.map { clause in
      (clause: clause, cost: clause.numbers.reduce(0) { $0 + sections[$1] })
    }
    .sorted { $0.cost < $1.cost }.map(\.clause)
  }
}
