/// Reads a JSON Lines file piece by piece, in memory bounded by its longest line.
struct JSONLinesStream {
  /// How much is asked of the file at a time, in bytes.
  static let chunk = 1 << 20

  let longestRecord: Int
  private var buffer: [UInt8] = []
  /// The part of the buffer that is not read yet.
  private var pending = 0..<0
  /// Where the buffer starts in the decoded file.
  private var base = 0
  private var isSkippingLine = false
  private var invalidBytes = 0

  init(longestRecord: Int) {
    self.longestRecord = longestRecord
  }

  /// Reads the whole of `file`, hashing it on the way.
  ///
  /// - Returns: The number of bytes read, or nil, before any section was handed on, when the first
  ///   chunk is not UTF-8: such a file has to be decoded as a whole.
  mutating func read(
    _ file: borrowing OpenFile, hasher: inout any ContentHasher, state: inout ReadState,
    section handler: SectionHandler
  ) throws -> UInt64? {
    pending = 0..<0
    base = 0
    isSkippingLine = false
    invalidBytes = 0
    var reader = JSONLinesReader()
    var total: UInt64 = 0
    while true {
      let count = try fill(from: file, hasher: &hasher)
      if total == 0, try !startsAsUTF8(path: file.path) { return nil }
      total += UInt64(count)
      try readLines(atEnd: count == 0, &reader, &state, handler)
      if count == 0 { break }
    }
    TextDecoder.warn(invalidBytes, into: &state.warnings)
    if buffer.count > WholeFile.keptCapacity { buffer = [] }
    return total
  }

  /// Moves what is pending to the front and reads more behind it; 0 at the end of the file.
  private mutating func fill(
    from file: borrowing OpenFile, hasher: inout any ContentHasher
  ) throws(ReadError) -> Int {
    if pending.lowerBound > 0 {
      base += pending.lowerBound
      buffer.replaceSubrange(0..<pending.lowerBound, with: EmptyCollection())
      pending = 0..<pending.count
    }
    let wanted = max(pending.count + Self.chunk, buffer.count)
    buffer.append(contentsOf: [UInt8](repeating: 0, count: wanted - buffer.count))
    let start = pending.upperBound
    let count = try file.read(into: &buffer, from: start, atMost: Self.chunk)
    hasher.update(buffer.span.extracting(start..<start + count))
    pending = pending.lowerBound..<start + count
    return count
  }

  /// Looks at the first chunk; passes a UTF-8 byte order mark.
  private mutating func startsAsUTF8(path: String) throws(ReadError) -> Bool {
    switch HeadSniffer.examine(buffer.span.extracting(pending)) {
    case .mark(.utf8, let length):
      pending = length..<pending.upperBound
      base = -length
      return true
    case .mark, .utf16: return false
    case .binary: try HeadSniffer.requireText(buffer.span.extracting(pending), of: path)
    case .bytes: break
    }
    let head = buffer.span.extracting(pending)
    let census = UTF8Census(head, 0..<head.wholeSequencesEnd)
    return EncodingGuess.encoding(of: head, census: census) == .utf8
  }

  /// Reads the whole lines of what is pending.
  private mutating func readLines(
    atEnd: Bool, _ reader: inout JSONLinesReader, _ state: inout ReadState,
    _ handler: SectionHandler
  ) throws {
    if isSkippingLine { passSkippedLine() }
    let end = atEnd ? pending.upperBound : lastLineEnd(in: pending)
    let lines = pending.lowerBound..<end
    invalidBytes += UTF8Census(buffer.span, lines).invalidBytes
    try reader.readLines(of: buffer.span, lines, base: base, state: &state, section: handler)
    pending = end..<pending.upperBound
    if pending.count > longestRecord {
      reader.skipLine(longerThan: longestRecord, warnings: &state.warnings)
      pending = pending.upperBound..<pending.upperBound
      isSkippingLine = true
    }
  }

  /// Passes what is left of a line that is too long.
  private mutating func passSkippedLine() {
    let newline = buffer.span.firstIndex(of: 0x0A, in: pending)
    let start = newline.map { $0 + 1 } ?? pending.upperBound
    pending = start..<pending.upperBound
    isSkippingLine = newline == nil
  }

  /// The end of the last whole line in `range`, or its start when there is none.
  private func lastLineEnd(in range: Range<Int>) -> Int {
    // Only the newest chunk can hold a newline.
    let lowest = max(range.lowerBound, range.upperBound - Self.chunk)
    var index = range.upperBound
    while index > lowest {
      if buffer[index - 1] == 0x0A { return index }
      index -= 1
    }
    return range.lowerBound
  }
}
