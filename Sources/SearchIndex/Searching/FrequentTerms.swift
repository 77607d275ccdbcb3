import IndexBytes

/// The terms that stand in most sections, of some that are added in order; of those that stand in as
/// many, the earlier ones.
struct FrequentTerms {
  /// Sections from which on terms are sorted instead of counted.
  private static let many = 1 << 12

  private let limit: Int
  /// Room for twice as many as wanted, so that one is left out in O(1) amortized.
  private let kept: FlatBuffer<TermInfo>
  /// How many terms have so many sections, for `prune`.
  private let counts: FlatBuffer<UInt16>
  private var count = 0
  /// A term needs more sections to be kept.
  private var least = 0
  /// Terms added.
  private(set) var added = 0

  /// - Parameters:
  ///   - limit: Terms to keep, more than 0.
  ///   - arena: Must outlive this.
  init(limit: Int, _ arena: FlatArena) {
    self.limit = limit
    kept = arena.buffer(count: limit * 2)
    counts = arena.buffer(count: Self.many + 1)
  }

  /// Adds the next term. O(1) amortized.
  @inline(__always)
  mutating func add(_ info: TermInfo) {
    added &+= 1
    if info.sections <= least { return }
    kept[count] = info
    count &+= 1
    if count == kept.count { prune() }
  }

  /// The terms, in order.
  mutating func terms() -> [TermInfo] {
    if count > limit { prune() }
    return (0..<count).map { kept[$0] }
  }

  /// Leaves `limit` terms of more. O(terms), but for those of thousands of sections, where they alone
  /// are more than enough.
  @inline(never)
  private mutating func prune() {
    counts.fill(0, in: 0..<counts.count)
    for place in 0..<count { counts[Self.bucket(kept[place])] &+= 1 }
    var above = 0
    least = Self.many
    // So many sections the last ones have.
    while above + Int(counts[least]) < limit {
      above += Int(counts[least])
      least -= 1
    }
    if least == Self.many { return sort() }
    keep(limit - above)
  }

  private static func bucket(_ info: TermInfo) -> Int { min(info.sections, many) }

  /// Keeps those of more than `least` sections, and the first `ties` of so many.
  private mutating func keep(_ ties: Int) {
    var left = ties
    var place = 0
    for old in 0..<count {
      let info = kept[old]
      if info.sections < least { continue }
      if info.sections == least {
        left &-= 1
        if left < 0 { continue }
      }
      kept[place] = info
      place &+= 1
    }
    count = place
  }

  /// The same where `limit` terms or more have thousands of sections.
  private mutating func sort() {
    let sections = (0..<count).map { kept[$0].sections }.sorted(by: >)
    least = sections[limit - 1]
    keep(limit - sections.prefix(limit).count { $0 > least })
  }
}
