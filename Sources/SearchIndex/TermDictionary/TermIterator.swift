import IndexBytes

/// Walks the terms of a dictionary in ascending byte order.
struct TermIterator {
  private var dictionary: TermDictionary
  private var block: Int
  private var reader = ByteReader(ByteView.empty)
  private var left = 0
  private var offset = 0
  /// Whether the current term is still to be given.
  private var isPending = false

  /// The current term; empty before the first `next`.
  private(set) var term: [UInt8] = []
  /// Its value.
  private(set) var info = TermInfo()

  /// Starts before the first term.
  init(_ dictionary: TermDictionary) {
    self.dictionary = dictionary
    block = 0
  }

  /// Starts before the first term that is not before `prefix`.
  init(_ dictionary: TermDictionary, from prefix: [UInt8]) throws(IndexError) {
    self.dictionary = dictionary
    block = try dictionary.block(of: prefix) ?? 0
    while try advance() {
      if !term.lexicographicallyPrecedes(prefix) {
        isPending = true
        break
      }
    }
  }

  /// Moves to the next term; false at the end.
  mutating func next() throws(IndexError) -> Bool {
    if isPending {
      isPending = false
      return true
    }
    return try advance()
  }

  private mutating func advance() throws(IndexError) -> Bool {
    if left == 0 {
      guard block < dictionary.blockCount else { return false }
      reader = try dictionary.blockReader(block)
      left = Int(reader.byte())
      offset = reader.varint()
      term.removeAll(keepingCapacity: true)
      block += 1
    }
    let (shared, suffix) = TermDictionary.readTerm(&reader)
    info = TermDictionary.readValue(&reader, &offset)
    guard !reader.failed, shared <= term.count, left > 0 else {
      throw dictionary.damaged(block - 1)
    }
    // One by one: a few bytes are gone sooner so than as a part of the array.
    for _ in shared..<term.count { term.removeLast() }
    for index in 0..<suffix.count { term.append(suffix.byte(index)) }
    guard !term.isEmpty, term.count <= IndexLimits.termBytes else {
      throw dictionary.damaged(block - 1)
    }
    left -= 1
    return true
  }
}
