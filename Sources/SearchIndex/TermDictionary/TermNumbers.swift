/// Numbers terms in the order in which they come: a hash table for the few terms of a query.
struct TermNumbers {
  private(set) var terms: [[UInt8]] = []
  /// 1 + the number of the term whose place it is, 0 for none; always a power of two of them, at
  /// most half of them taken.
  private var slots: [Int32] = []

  /// The number of a term; nil if it has none. O(bytes).
  func number(of term: [UInt8]) -> Int? {
    if slots.isEmpty { return nil }
    let slot = slots[slot(of: term)]
    return slot == 0 ? nil : Int(slot) - 1
  }

  /// Gives a term that has no number the next one. Amortized O(bytes).
  mutating func append(_ term: [UInt8]) {
    terms.append(term)
    if 2 * terms.count > slots.count {
      grow()
    } else {
      slots[slot(of: term)] = Int32(terms.count)
    }
  }

  /// The slot that has the term, or where it belongs.
  private func slot(of term: [UInt8]) -> Int {
    var slot = Self.hash(term) & (slots.count - 1)
    while slots[slot] != 0, terms[Int(slots[slot]) - 1] != term {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: max(64, 2 * slots.count))
    for (number, term) in terms.enumerated() { slots[slot(of: term)] = Int32(number + 1) }
  }

  /// FNV-1a. Terms come from a query and not from strangers, so no seed is needed.
  private static func hash(_ term: [UInt8]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash >> 16)
  }
}
