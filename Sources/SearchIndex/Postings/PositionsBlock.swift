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
    guard decodeGroups(number, view, size, total - size) else {
      starts.removeAll()
      return false
    }
    return true
  }

  /// Decodes the groups of a block of `size` sections with `more` further positions.
  private mutating func decodeGroups(
    _ number: Int, _ view: ByteView, _ size: Int, _ more: Int
  ) -> Bool {
    guard number < blocks, groups <= end else { return false }
    var place = groups &+ (groupStarts?.value(view, number) ?? 0)
    guard place >= groups, decode(size, view, &place) else { return false }
    values.append(contentsOf: repeatElement(0, count: size + more))
    if let scratch {
      for index in 0..<size { values[starts[index]] = scratch[index] }
    }
    var section = 0
    var position = 0
    var left = more
    while left > 0 {
      let count = min(left, BitPacking.blockSize)
      guard decode(count, view, &place), let scratch else { return false }
      for index in 0..<count {
        position += 1
        while position == starts[section + 1] {
          section += 1
          position += 1
        }
        values[position] = values[position - 1] &+ scratch[index]
      }
      left -= count
    }
    return true
  }

  /// Decodes a group into `scratch` and moves behind it.
  private func decode(_ count: Int, _ view: ByteView, _ place: inout Int) -> Bool {
    guard let scratch, place < end,
      let next = PatchedNumbers.unpack(
        view, at: place + 1, code: Int(view.byte(place)), count: count, end: end, into: scratch)
    else { return false }
    place = next
    return true
  }
}
