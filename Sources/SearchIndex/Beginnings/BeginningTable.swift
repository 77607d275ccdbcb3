import IndexBytes

/// A frequent beginning of terms, and what is known of the sections that hold one of these.
struct KnownBeginning {
  /// With the mark of a field, where there is one.
  let beginning: [UInt8]
  /// Terms that begin with it.
  let words: Int
  /// Sections that hold one of them.
  let sections: Int
  /// Those that can be among the `Skyband.depth` best, in order of their numbers.
  let best: FlatBuffer<CountedSection>
}

/// Here is the beginning of terms, give me the sections that can be the best for it; see
/// `BeginningTableWriter` for the bytes.
struct BeginningTable: Sendable {
  private static let keyBytes = 12

  private let file: FramedFile
  private let table: Range<Int>
  private let keys: Range<Int>
  /// Sections of the segment.
  private let sections: Int

  init(_ file: FramedFile, sections: Int) {
    self.file = file
    self.sections = sections
    table = file.section(SegmentLayout.beginnings)
    keys = file.section(SegmentLayout.beginningKeys)
  }

  /// How many beginnings it has.
  var count: Int { keys.count / Self.keyBytes }
  /// Bytes of it.
  var bytes: Int { table.count + keys.count }

  /// What is known of a beginning; nil where it is not in the table. O(log beginnings + its entries).
  ///
  /// - Parameters:
  ///   - beginning: With the mark of a field, where there is one.
  ///   - arena: For the entries.
  /// - Returns: Of the memory of the arena.
  /// - Throws: `.corrupt` where the table is damaged.
  func find(_ beginning: [UInt8], _ arena: FlatArena) throws(IndexError) -> KnownBeginning? {
    let key = TermKey.of(beginning[...])
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if try self.key(middle) < key { low = middle + 1 } else { high = middle }
    }
    // Those that have eight bytes in common have the same key.
    while low < count, try self.key(low) == key {
      var reader = try reader(low)
      if try text(&reader, low) == beginning {
        return try entries(&reader, beginning, low, arena)
      }
      low += 1
    }
    return nil
  }

  /// The beginning with a number below `count`. O(its entries).
  func beginning(_ number: Int, _ arena: FlatArena) throws(IndexError) -> KnownBeginning {
    var reader = try reader(number)
    let text = try text(&reader, number)
    return try entries(&reader, text, number, arena)
  }

  private func text(_ reader: inout ByteReader, _ number: Int) throws(IndexError) -> [UInt8] {
    let text = reader.bytes(reader.varint()).array
    if reader.failed { throw damaged(number) }
    return text
  }

  private func entries(
    _ reader: inout ByteReader, _ beginning: [UInt8], _ number: Int, _ arena: FlatArena
  ) throws(IndexError) -> KnownBeginning {
    let words = reader.varint()
    let total = reader.varint()
    let count = reader.varint()
    guard !reader.failed, words > 0, total <= sections, count <= total,
      count <= reader.view.count - reader.offset
    else { throw damaged(number) }
    let best: FlatBuffer<CountedSection> = arena.buffer(count: count)
    var next = 0
    for place in 0..<count {
      let head = reader.varint()
      let section = next &+ head >> 1
      let more = head & 1 == 1 ? reader.varint() &+ 1 : 0
      guard section >= next, section < sections, (0..<Int(UInt32.max)).contains(more) else {
        throw damaged(number)
      }
      best[place] = CountedSection(
        section: UInt32(section), occurrences: UInt32(truncatingIfNeeded: more &+ 1))
      next = section &+ 1
    }
    guard !reader.failed, reader.atEnd else { throw damaged(number) }
    return KnownBeginning(beginning: beginning, words: words, sections: total, best: best)
  }

  private func key(_ number: Int) throws(IndexError) -> UInt64 {
    let place = keys.lowerBound + number * Self.keyBytes
    try file.require(place..<place + Self.keyBytes)
    return file.view.uint64(place)
  }

  private func start(_ number: Int) throws(IndexError) -> Int {
    guard number < count else { return table.upperBound }
    let place = keys.lowerBound + number * Self.keyBytes
    try file.require(place..<place + Self.keyBytes)
    return table.lowerBound + Int(file.view.uint32(place + 8))
  }

  private func reader(_ number: Int) throws(IndexError) -> ByteReader {
    let start = try start(number)
    let end = try self.start(number + 1)
    guard start < end, end <= table.upperBound, let view = file.view.slice(start, end - start)
    else { throw damaged(number) }
    try file.require(start..<end)
    return ByteReader(view)
  }

  private func damaged(_ number: Int) -> IndexError {
    file.corrupt(
      at: keys.lowerBound + number * Self.keyBytes, expected: "a beginning of terms",
      found: "bytes that are none")
  }
}
