/// Some of at most 64 terms, by number.
struct TermSet: OptionSet, BitwiseCopyable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The set of one term, whose number is below 64.
  init(_ number: Int) { rawValue = 1 << UInt64(number) }

  /// Terms at most.
  static let capacity = 64

  /// How many there are.
  var count: Int { rawValue.nonzeroBitCount }

  /// Their numbers, ascending.
  var numbers: Numbers { Numbers(rest: rawValue) }

  /// The numbers of a set, one after the other.
  struct Numbers: Sequence, IteratorProtocol {
    fileprivate var rest: UInt64

    mutating func next() -> Int? {
      if rest == 0 { return nil }
      defer { rest &= rest - 1 }
      return rest.trailingZeroBitCount
    }
  }
}
