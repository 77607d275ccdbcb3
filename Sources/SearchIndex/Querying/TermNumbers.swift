/// The numbers of a query's terms, by their bytes: most tokens of a text are none of them, and that
/// is told quickly.
///
/// A table of places for hashes of four bytes of the term, each with the chain of its terms.
struct TermNumbers {
  /// The terms, by number.
  private(set) var terms: [[UInt8]] = []
  /// First term of each place; -1 for none.
  private var heads: [Int32]
  /// The term behind each in its chain.
  private var nexts: [Int32] = []
  /// How far the bits of a hash are shifted that are no place's.
  private let shift: UInt32

  /// No term yet, in a table of 2^`bits` places, from 1 to 16: the more, the sooner is told of another
  /// term that it has no number, and the longer does it take to make.
  init(bits: UInt32) {
    heads = [Int32](repeating: -1, count: 1 << bits)
    shift = 32 - bits
    let count = min(heads.count, Self.usualCount)
    terms.reserveCapacity(count)
    nexts.reserveCapacity(count)
  }

  /// Terms that there is room for from the start.
  private static let usualCount = 32

  /// Bits for a table that about `count` terms are put into and that is asked little.
  static func bits(for count: Int) -> UInt32 {
    UInt32(min(max(1, Int.bitWidth - count.leadingZeroBitCount), 16))
  }

  /// Forgets all terms. O(terms + places).
  mutating func removeAll() {
    let isUsual = terms.count <= heads.count
    terms.removeAll(keepingCapacity: isUsual)
    nexts.removeAll(keepingCapacity: isUsual)
    for place in heads.indices { heads[place] = -1 }
  }

  /// The number of `term`, which it is given if it has none. O(terms of its place).
  mutating func insert(_ term: [UInt8]) -> Int {
    if let known = number(term, 0, term.count) { return known }
    let number = terms.count
    terms.append(term)
    nexts.append(-1)
    // The empty term is no token's, so no chain needs it.
    guard !term.isEmpty else { return number }
    let slot = slot(term, 0, term.count)
    nexts[number] = heads[slot]
    heads[slot] = Int32(number)
    return number
  }

  /// The number of the term of `count` bytes at `start` of `bytes`, or nil for another term.
  @inline(__always)
  func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    if count == 0 { return nil }
    let head = heads[slot(bytes, start, count)]
    return head < 0 ? nil : find(from: head, bytes, start, count)
  }

  private func find(from head: Int32, _ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    var number = Int(head)
    while number >= 0 {
      let term = terms[number]
      if term.count == count, term.elementsEqual(bytes[start..<start + count]) { return number }
      number = Int(nexts[number])
    }
    return nil
  }

  /// The last two bytes and two near the beginning tell syllables and words apart well.
  @inline(__always)
  private func slot(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    let last = start &+ count &- 1
    let value =
      UInt32(bytes[last]) | UInt32(bytes[max(start, last &- 1)]) << 8
      | UInt32(bytes[min(last, start &+ 1)]) << 16 | UInt32(bytes[min(last, start &+ 2)]) << 24
    return Int((value &* 0x9E37_79B1) >> shift)
  }
}
