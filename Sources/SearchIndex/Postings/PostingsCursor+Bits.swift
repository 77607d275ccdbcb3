import IndexBytes

/// Dense blocks: full ones with bits instead of gaps, or whose sections are neighbours.
extension PostingsCursor {
  /// Lists the sections of a dense block.
  mutating func list(_ entry: SkipEntry) {
    let place = entry.start &+ entry.words &* 8
    guard entry.hasItsWords, place <= entry.end else { return damaged() }
    expectFrequencies(at: place, entry.frequencyCode, end: entry.end)
    if entry.words == 0 {
      BitPacking.fill(sections, count: PostingsLayout.block, from: entry.first)
      return
    }
    let count = BitPacking.unpackBits(
      view, at: entry.start, words: entry.words, from: entry.first, into: sections)
    if count != PostingsLayout.block { damaged() }
  }

  /// Moves to a block in which sections are to be looked up. A dense one is not listed, and only its
  /// `bits` and frequencies are to be asked for until the cursor moves.
  @inline(__always)
  mutating func open(block number: Int) {
    if number == block { return }
    if isDense(number) { openBits(number) } else { move(toBlock: number) }
  }

  @inline(__always)
  private func isDense(_ number: Int) -> Bool {
    if blockCount == 1 { return false }
    let bits = view.uint32(skips &+ number &* PostingsLayout.skipBytes &+ 8) >> 16 & 0xFF
    return SkipEntry.isDense(Int(bits)) && size(ofBlock: number) == PostingsLayout.block
  }

  @inline(never)
  private mutating func openBits(_ number: Int) {
    let entry = SkipEntry(self, number)
    stand(before: number, from: entry.first)
    let place = entry.start &+ entry.words &* 8
    guard entry.start <= entry.end, entry.end <= info.offset &+ info.docBytes, place <= entry.end,
      entry.last < sectionLimit, bits.open(view, entry)
    else { return damaged() }
    expectFrequencies(at: place, entry.frequencyCode, end: entry.end)
  }

  /// The place in its block of `target`, if the list has it. Targets ascend.
  @inline(__always)
  mutating func place(ofMember target: UInt32) -> Int? {
    if blockCount == 1 || (isListed && index >= 0 && target <= sections[blockSize &- 1]) {
      advance(to: target)
      return section == target ? index : nil
    }
    return placeInBlocks(ofMember: target)
  }

  private mutating func placeInBlocks(ofMember target: UInt32) -> Int? {
    let number = findBlock(target, from: max(0, block))
    if number < blockCount {
      open(block: number)
      if isDamaged { return nil }
      if !isListed {
        let (place, isThere) = bits.find(target, view)
        return isThere == 1 ? place : nil
      }
    }
    advance(to: target)
    return section == target ? index : nil
  }
}
