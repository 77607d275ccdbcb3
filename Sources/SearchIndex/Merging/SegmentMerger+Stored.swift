import IndexBytes

/// Where a section's stored record begins.
struct StoredPlace {
  /// Number of its block.
  var block: UInt32 = 0
  /// Offset in the raw bytes of the block.
  var offset: UInt32 = 0
}

/// Brings the stored records of the live sections together: a block whose sections all live is
/// copied as it is, another is packed anew without the dead.
extension SegmentMerger {
  /// Writes the stored blocks of all inputs and fills `places`.
  mutating func mergeStored(_ maps: [[UInt32]]) throws(IndexError) {
    places = [StoredPlace](
      repeating: StoredPlace(), count: maps.reduce(0) { $0 + $1.count { $0 != MergeInput.dead } })
    for (number, map) in maps.enumerated() {
      let records = try RecordsByBlock(inputs[number].segment)
      let segment = inputs[number].segment
      var behind = ReadBehind(segment.file, from: 0, inputs: 1)
      for block in 0..<records.blocks {
        behind.advance(to: try segment.storedOffset(block))
        try merge(block, records, segment, map)
      }
      behind.release(segment.storedBlocks.upperBound)
    }
    stored.flush()
    try flushStored()
  }

  private mutating func merge(
    _ block: Int, _ records: RecordsByBlock, _ segment: Segment, _ map: [UInt32]
  ) throws(IndexError) {
    let members = records.members(block)
    guard let first = members.first else { return }
    if members.allSatisfy({ map[Int($0)] != MergeInput.dead }) {
      let source = try segment.storedBlock(block)
      let copied = stored.copy(
        source.view, rawBytes: source.rawBytes, firstSection: Int(map[Int(first)]))
      for section in members {
        places[Int(map[Int(section)])] = StoredPlace(
          block: copied, offset: records.offsets[Int(section)])
      }
    } else {
      try rewrite(block, members.map { ($0, records.offsets[Int($0)]) }, segment, map)
    }
    if stored.output.count >= SegmentSink.flushBytes { try flushStored() }
  }

  private mutating func rewrite(
    _ block: Int, _ members: [(section: UInt32, start: UInt32)], _ segment: Segment,
    _ map: [UInt32]
  ) throws(IndexError) {
    let raw = try segment.rawBlock(block)
    let records = members.sorted { $0.start < $1.start }
    for (index, record) in records.enumerated() {
      let target = map[Int(record.section)]
      if target == MergeInput.dead { continue }
      let start = Int(record.start)
      let end = index + 1 < records.count ? Int(records[index + 1].start) : raw.count
      let place = stored.place(Int(target))
      places[Int(target)] = StoredPlace(block: place.block, offset: place.offset)
      guard start <= end, end <= raw.count else {
        throw segment.file.corrupt(
          at: nil, expected: "records inside stored block \(block)", found: "\(start)..<\(end)")
      }
      raw.withByteView { view in
        if let bytes = view.slice(start, end - start) { stored.append(encoded: bytes) }
      }
    }
  }

  private mutating func flushStored() throws(IndexError) {
    try sink.appendStored(stored.output)
    stored.output.removeAll(keepingCapacity: true)
  }
}

/// The sections of each stored block of a segment. In one that was merged before they need not
/// follow each other: files of another input may stand between.
private struct RecordsByBlock {
  /// Where each section's record begins in its block.
  private(set) var offsets: [UInt32] = []
  private var starts: [Int]
  private var sections: [UInt32]

  /// O(sections): one counting sort.
  init(_ segment: Segment) throws(IndexError) {
    let count = segment.summary.sections
    starts = [Int](repeating: 0, count: segment.storedBlockCount + 1)
    sections = [UInt32](repeating: 0, count: count)
    var blocks: [UInt32] = []
    for section in 0..<count {
      let row = try segment.row(section)
      guard Int(row.block) < starts.count - 1 else {
        throw segment.file.corrupt(
          at: nil, expected: "a stored block below \(starts.count - 1)", found: "\(row.block)")
      }
      blocks.append(row.block)
      offsets.append(row.blockOffset)
      starts[Int(row.block) + 1] += 1
    }
    for block in starts.indices.dropFirst() { starts[block] += starts[block - 1] }
    var next = starts
    for section in 0..<count {
      sections[next[Int(blocks[section])]] = UInt32(section)
      next[Int(blocks[section])] += 1
    }
  }

  var blocks: Int { starts.count - 1 }

  /// The sections of a block, ascending.
  func members(_ block: Int) -> ArraySlice<UInt32> { sections[starts[block]..<starts[block + 1]] }
}
