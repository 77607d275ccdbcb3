import IndexBytes

/// All terms that begin alike.
extension TermDictionary {
  /// How the terms read so far stand to a beginning.
  private struct Progress {
    /// The bytes that terms begin with.
    let prefix: [UInt8]
    /// Leading bytes of it that the last term has. Unless they are all, the term is before it.
    var matched = 0
    /// Bytes of the last term.
    var length = 0
    /// Whether no later term begins so.
    var isOver = false

    /// Goes on with the next term of a block; says whether it begins so.
    @inline(__always)
    mutating func holds(_ shared: Int, _ suffix: ByteView) -> Bool {
      length = shared &+ suffix.count
      if shared > matched { return isWhole }
      isOver = shared < matched || !(isWhole || compare(suffix))
      return isWhole && !isOver
    }

    /// Whether the last term begins so, unless all is over.
    private var isWhole: Bool { matched == prefix.count }

    /// Compares what follows the matched bytes; false where the term is after the beginning.
    private mutating func compare(_ suffix: ByteView) -> Bool {
      var place = 0
      while place < suffix.count, matched < prefix.count {
        let byte = suffix.byte(place)
        if byte != prefix[matched] { return byte < prefix[matched] }
        matched &+= 1
        place &+= 1
      }
      return true
    }
  }

  /// Adds the values of all terms that begin with `prefix`, in order. O(log blocks + terms found).
  ///
  /// The terms themselves are not put together: what an entry shares with the one before says
  /// enough.
  func add(termsWith prefix: [UInt8], to found: inout FrequentTerms) throws(IndexError) {
    var progress = Progress(prefix: prefix)
    var block = try block(of: prefix) ?? 0
    while block < blockCount, !progress.isOver {
      try read(block, &progress, &found)
      block += 1
    }
  }

  private func read(
    _ block: Int, _ progress: inout Progress, _ found: inout FrequentTerms
  ) throws(IndexError) {
    var reader = try blockReader(block)
    let count = Int(reader.byte())
    var offset = reader.varint()
    progress.matched = 0
    progress.length = 0
    for _ in 0..<count {
      let (shared, suffix) = Self.readTerm(&reader)
      let info = Self.readValue(&reader, &offset)
      guard !reader.failed, shared <= progress.length else { throw damaged(block) }
      if progress.holds(shared, suffix) { found.add(info) }
      if progress.isOver { return }
    }
  }
}
