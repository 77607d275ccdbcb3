import IndexBytes

/// Which of some sections a list has.
extension PostingsCursor {
  /// Finds which of some sections the list has, and where; the cursor may stand anywhere, and does
  /// afterwards.
  ///
  /// O(sections asked for + blocks that they may be in). Dense blocks are not listed for it.
  ///
  /// - Parameters:
  ///   - wanted: At most 64 sections in ascending order, and `noMoreSections`.
  ///   - asked: A bit for each of those that are asked for.
  ///   - ordinals: Takes the number in the list of each that is found, counted from 0.
  /// - Returns: A bit for each that is found. Where the list is damaged it says so afterwards.
  mutating func members(
    _ wanted: FlatBuffer<UInt32>, asked: UInt64, ordinals: FlatBuffer<UInt32>
  ) -> UInt64 {
    if blockCount == 1 {
      openOnlyBlock()
      return isDamaged ? 0 : membersHere(wanted, asked, ordinals, 0).found
    }
    var (found, left) = (UInt64(0), asked)
    var number = 0
    while left != 0 {
      number = findBlock(wanted[left.trailingZeroBitCount], from: number)
      guard number < blockCount else { break }
      open(block: number)
      if isDamaged { return 0 }
      let here = membersHere(wanted, left, ordinals, UInt32(number &* PostingsLayout.block))
      found |= here.found
      left = here.left
      number &+= 1
    }
    return found
  }

  /// Stands in the block of a list of one, wherever it stood.
  @inline(__always)
  mutating func openOnlyBlock() {
    if block == 0 { return }
    restart()
    if block < 0 { peek() }
  }

  /// The same in the current block, which may not be listed, and what is left behind it.
  @inline(__always)
  private func membersHere(
    _ wanted: FlatBuffer<UInt32>, _ asked: UInt64, _ ordinals: FlatBuffer<UInt32>, _ first: UInt32
  ) -> (found: UInt64, left: UInt64) {
    if blockCount == 1, blockSize < Self.mostSteps &* asked.nonzeroBitCount {
      return (membersOfFew(wanted, asked, ordinals), 0)
    }
    let last = isListed ? sections[blockSize &- 1] : end(ofBlock: block)
    var (found, left) = (UInt64(0), asked)
    var place = 0
    while left != 0 {
      let slot = left.trailingZeroBitCount
      let section = wanted[slot]
      if section > last { break }
      var isThere: UInt32
      if isListed {
        place = placeAhead(of: section, from: place)
        isThere = sections[place] == section ? 1 : 0
      } else {
        (place, isThere) = bits.find(section, view)
      }
      ordinals[slot] = first &+ UInt32(truncatingIfNeeded: place)
      found |= UInt64(isThere) &<< UInt64(slot)
      left &= left &- 1
    }
    return (found, left)
  }

  /// Sections of a list that are passed in the time of a search for one.
  private static let mostSteps = 4

  /// The same for a list of few sections, which are looked up among those that are asked for.
  @inline(__always)
  private func membersOfFew(
    _ wanted: FlatBuffer<UInt32>, _ asked: UInt64, _ ordinals: FlatBuffer<UInt32>
  ) -> UInt64 {
    var found: UInt64 = 0
    var slot = 0
    for place in 0..<blockSize {
      let section = sections[place]
      while wanted[slot] < section { slot &+= 1 }
      if wanted[slot] == section {
        ordinals[slot] = UInt32(truncatingIfNeeded: place)
        found |= 1 &<< UInt64(slot)
      }
    }
    return found & asked
  }
}
