import IndexBytes

/// Packs the ids of records, by section, in blocks of 128: kept apart from the stored text, so that
/// a run of many queries opens no block of it to name its hits.
///
///     ids       := idBlock*                 nothing if no section has an id
///     idOffsets := begin:u32*               where each block begins in `ids`
///     idBlock   := kind:u8 prefix:string column byte*
///
/// All ids of a block begin with `prefix`. Kind 0: what follows it is a decimal number without
/// leading zeros, and the column has the numbers. Kind 1: it is any bytes, and the column has where
/// those of each id end in the bytes that follow the column. A section without an id has an empty one.
struct SectionIDWriter {
  static let numbers: UInt8 = 0
  static let texts: UInt8 = 1

  private var pending: [UInt8] = []
  private var ends: [Int] = []
  private var hasAny = false
  private(set) var table = ByteWriter()
  private(set) var offsets = ByteWriter()

  /// Bytes held.
  var bytes: Int { table.count + offsets.count }

  /// Appends the id of the next section; empty for none.
  mutating func append(_ id: String) {
    pending.append(contentsOf: id.utf8)
    ends.append(pending.count)
    if ends.count == Column.block { flush() }
  }

  /// Packs the last ids; to be called once, at the end.
  mutating func finish() {
    if !ends.isEmpty { flush() }
    if hasAny { return }
    table = ByteWriter()
    offsets = ByteWriter()
  }

  private mutating func flush() {
    if !pending.isEmpty { hasAny = true }
    offsets.uint32(UInt32(clamping: table.count))
    var prefix = sharedPrefix()
    let digits = prefix - trailingDigits(prefix)
    if let numbers = numbers(behind: digits) {
      prefix = digits
      begin(Self.numbers, prefix)
      Column.write(numbers[...], to: &table)
    } else {
      begin(Self.texts, prefix)
      writeTexts(behind: prefix)
    }
    pending.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private mutating func begin(_ kind: UInt8, _ prefix: Int) {
    table.byte(kind)
    table.varint(prefix)
    table.append(pending[..<prefix])
  }

  private mutating func writeTexts(behind prefix: Int) {
    let lasts = ends.indices.map { ends[$0] - ($0 + 1) * prefix }
    Column.write(lasts[...], to: &table)
    for index in ends.indices { table.append(pending[range(index).dropFirst(prefix)]) }
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// How many leading bytes all ids have in common.
  private func sharedPrefix() -> Int {
    var shared = ends[0]
    for index in ends.indices.dropFirst() {
      let start = ends[index - 1]
      shared = min(shared, ends[index] - start)
      var same = 0
      while same < shared, pending[start + same] == pending[same] { same += 1 }
      shared = same
    }
    return shared
  }

  /// How many of the first `count` bytes are digits at their end.
  private func trailingDigits(_ count: Int) -> Int {
    var digits = 0
    while digits < count, Self.isDigit(pending[count - 1 - digits]) { digits += 1 }
    return digits
  }

  /// What follows the prefix of each id as a number; nil if that is not its only spelling.
  private func numbers(behind prefix: Int) -> [Int]? {
    var numbers: [Int] = []
    numbers.reserveCapacity(ends.count)
    for index in ends.indices {
      let digits = range(index).dropFirst(prefix)
      guard (1...17).contains(digits.count), pending[digits.lowerBound] != 0x30 || digits.count == 1
      else { return nil }
      var number = 0
      for place in digits {
        guard Self.isDigit(pending[place]) else { return nil }
        number = number &* 10 &+ Int(pending[place] &- 0x30)
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

extension Segment {
  /// The id of a record; empty for a section of a text. O(1).
  func id(_ section: Int) throws(IndexError) -> String {
    if ids.isEmpty { return "" }
    let number = section / Column.block
    let index = section % Column.block
    var (reader, end) = try ids.open(number)
    let kind = reader.byte()
    let prefix = reader.bytes(reader.varint())
    let column = Column(&reader, count: ids.size(ofBlock: number))
    guard !reader.failed, reader.offset <= end else { throw ids.damaged(number) }
    let last = column.value(file.view, index)
    if kind == SectionIDWriter.numbers {
      guard reader.offset == end, last >= 0 else { throw ids.damaged(number) }
      return prefix.string + String(last)
    }
    let first = index == 0 ? 0 : column.value(file.view, index - 1)
    guard kind == SectionIDWriter.texts, first >= 0, first <= last, last <= end - reader.offset,
      let text = file.view.slice(reader.offset + first, last - first)
    else { throw ids.damaged(number) }
    // Put together as bytes: the prefix may end inside a character.
    return prefix.count == 0
      ? text.string : String(decoding: prefix.array + text.array, as: UTF8.self)
  }
}
