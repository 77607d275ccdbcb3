import IndexBytes

/// The positions of one block of sections, decoded all at once: for whole lists front to back.
struct PositionsBlock {
  /// Positions of the block's sections, one section after the other.
  private(set) var values: [UInt32] = []
  private var starts: [Int] = []
  private var block = -1
  private var groups = 0
  private var end = 0
  private var groupStarts: Column?
  private var blocks = 0
  private var scratch: FlatBuffer<UInt32>?
  private var arena: FlatArena?

  /// Points at the positions of a list.
  mutating func open(_ view: ByteView, start: Int, bytes: Int, blocks: Int) {
    self.blocks = blocks
    var reader = ByteReader(view, at: start)
    groupStarts = blocks > 1 ? Column(&reader, count: blocks) : nil
    end = start + bytes
    // A table that is damaged leaves no room for groups.
    groups = reader.failed ? end + 1 : reader.offset
    block = -1
    if scratch != nil { return }
    let arena = FlatArena()
    scratch = arena.buffer(of: 0, count: BitPacking.blockSize)
    self.arena = arena
  }

  /// Whether the positions of `number` are the ones decoded.
  func holds(_ number: Int) -> Bool { block == number }

  /// Where the positions of the block's section `index` are in `values`.
  func range(_ index: Int) -> Range<Int> {
    index + 1 < starts.count ? starts[index]..<starts[index + 1] : 0..<0
  }

  /// Decodes the positions of a block; false where its bytes are not what they should be.
  mutating func load(
    _ number: Int, _ view: ByteView, _ frequencies: FlatBuffer<UInt32>, _ size: Int
  ) -> Bool {
    block = number
    values.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    var total = 0
    for index in 0..<size {
      starts.append(total)
      total += Int(frequencies[index]) + 1
    }
    starts.append(total)
    guard decodeGroups(number, view, total) else {
      starts.removeAll()
      return false
    }
    sumDifferences(size)
    return true
  }

  private mutating func decodeGroups(_ number: Int, _ view: ByteView, _ total: Int) -> Bool {
    guard let scratch, number < blocks, groups <= end else { return false }
    var place = groups &+ (groupStarts?.value(view, number) ?? 0)
    var left = total
    while left > 0 {
      guard place >= groups, place < end else { return false }
      let count = min(left, BitPacking.blockSize)
      guard
        let next = PatchedNumbers.unpack(
          view, at: place + 1, code: Int(view.byte(place)), count: count, end: end, into: scratch)
      else { return false }
      for index in 0..<count { values.append(scratch[index]) }
      place = next
      left -= count
    }
    return true
  }

  private mutating func sumDifferences(_ size: Int) {
    for index in 0..<size {
      var position: UInt32 = 0
      for place in starts[index]..<starts[index + 1] {
        position = position &+ values[place]
        values[place] = position
      }
    }
  }
}
