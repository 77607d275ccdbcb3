/// Words of ASCII on the fast path: plain ones directly, all others as units, like ICU's.
extension ChunkCutter {
  /// A word that begins with a letter; the index after it.
  @inline(__always)
  mutating func cutLetters(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    var end = start
    var capitals = 0
    var packed = StemCache.Packed()
    while end < limit, ASCII.isLetter(text[end]) {
      let byte = text[end]
      if ASCII.isUpper(byte) { capitals &+= 1 }
      let index = end &- start
      if index < StemCache.Packed.capacity { packed.set(byte | 0x20, at: index) }
      end &+= 1
    }
    let length = end - start
    let hasHumps =
      capitals > 1 && capitals < length || capitals == 1 && !ASCII.isUpper(text[start])
    if hasHumps || length > StemCache.Packed.capacity
      || goesOn(text, at: end, limit: limit, length: length)
    {
      return cutUnits(text, from: start, limit: limit, into: &buffer)
    }
    let termStart = buffer.termBytes.count
    stems.appendStem(of: packed, length: length, to: &buffer.termBytes)
    buffer.appendToken(.word, termStart: termStart, start: UInt32(start), end: UInt32(end))
    return end
  }

  /// A word that begins with a digit; the index after it.
  mutating func cutDigits(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    var end = start
    while end < limit, ASCII.isDigit(text[end]) { end += 1 }
    let isLong = end - start > Self.termLimit
    let meetsLetter = end < limit && ASCII.isLetter(text[end])
    if isLong || meetsLetter || goesOn(text, at: end, limit: limit, length: 0) {
      return cutUnits(text, from: start, limit: limit, into: &buffer)
    }
    let termStart = buffer.termBytes.count
    buffer.appendBytes(of: text, start..<end)
    buffer.appendToken(.number, termStart: termStart, start: UInt32(start), end: UInt32(end))
    return end
  }

  /// Whether what stands at `index`, behind letters or digits, may belong to their word.
  ///
  /// `length` is the number of letters, or 0 behind digits.
  @inline(__always)
  private func goesOn(_ text: Span<UInt8>, at index: Int, limit: Int, length: Int) -> Bool {
    guard index < limit else { return false }
    func byte(_ index: Int) -> UInt8 { index < limit ? text[index] : 0 }
    func isWordByte(_ byte: UInt8) -> Bool {
      ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.at
    }
    switch text[index] {
    case ASCII.underscore, ASCII.at: return true
    case ASCII.point, ASCII.apostrophe, ASCII.comma: return isWordByte(byte(index + 1))
    case ASCII.plus: return byte(index + 1) == ASCII.plus
    case ASCII.sharp: return length == 1
    case 0xE2: return byte(index + 1) == 0x80 && isWordByte(byte(index + 3))
    case let byte: return ASCII.isDigit(byte)
    }
  }

  /// Reads what UAX #29 keeps together from `start` on into `units`, and cuts it like a segment of
  /// ICU's; the index after it.
  @inline(never)
  private mutating func cutUnits(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    units.removeAll(keepingCapacity: true)
    unitBase = 0
    var end = start
    while end < limit, let length = appendUnit(text, at: end, limit: limit) { end += length }
    let count = units.count
    for index in end..<min(end + 3, limit) {  // for C++ and C#
      units.append(
        ChunkUnit(.other, scalar: UInt32(text[index]), start: index, end: index + 1))
    }
    cutSegment(0..<count, into: &buffer)
    return end
  }

  /// Appends the unit at `index` if there is no word boundary before it; its length in bytes.
  private mutating func appendUnit(_ text: Span<UInt8>, at index: Int, limit: Int) -> Int? {
    let byte = text[index]
    if ASCII.isLetter(byte) {  // WB5, WB10, WB13b
      let isUpper = ASCII.isUpper(byte)
      units.append(
        ChunkUnit(
          .letter, scalar: UInt32(byte | 0x20), start: index, end: index + 1, isUpper: isUpper))
      return 1
    }
    if ASCII.isDigit(byte) {  // WB8, WB9, WB13b
      units.append(ChunkUnit(.digit, scalar: UInt32(byte), start: index, end: index + 1))
      return 1
    }
    if byte == ASCII.underscore || byte == ASCII.at {  // WB13a, WB5
      units.append(ChunkUnit(.other, scalar: UInt32(byte), start: index, end: index + 1))
      return 1
    }
    return appendJoiner(text, at: index, limit: limit)
  }

  /// Appends what joins letters (WB6, WB7) or digits (WB11, WB12) on both sides of it.
  private mutating func appendJoiner(_ text: Span<UInt8>, at index: Int, limit: Int) -> Int? {
    let byte = text[index]
    let packed = ThreeBytes.load(text, at: index, limit: limit)
    let isQuote = packed == 0xE28098 || packed == 0xE28099
    let length = isQuote ? 3 : 1
    guard index + length < limit, let last = units.last else { return nil }
    let next = text[index + length]
    let isBoth = isQuote || byte == ASCII.point || byte == ASCII.apostrophe
    let followsLetter = last.isLetter || last.scalar == UInt32(ASCII.at)
    let joinsLetters = isBoth && followsLetter && (ASCII.isLetter(next) || next == ASCII.at)
    let joinsDigits = (isBoth || byte == ASCII.comma) && last.isDigit && ASCII.isDigit(next)
    guard joinsLetters || joinsDigits else { return nil }
    let scalar = isQuote ? ThreeBytes.scalar(packed) : UInt32(byte)
    units.append(ChunkUnit(.other, scalar: scalar, start: index, end: index + length))
    return length
  }
}
