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
  var numbers: [Int] {
    var result: [Int] = []
    var rest = rawValue
    while rest != 0 {
      result.append(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return result
  }
}
