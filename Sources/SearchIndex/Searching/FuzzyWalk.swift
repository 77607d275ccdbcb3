import IndexBytes

/// Walks a dictionary for the terms within a number of edits of one.
///
/// A beginning that rules out all terms with it tells the least string that may be within the edits
/// behind it. The walk goes on there: what lies between is passed by the keys of its blocks.
struct FuzzyWalk {
  private let dictionary: TermDictionary
  private let mark: [UInt8]
  private let skipsHangul: Bool
  private var rows: EditRows
  /// The current term: the first `length` bytes.
  private let term: FlatBuffer<UInt8>
  private var length = 0
  private var key: UInt64 = 0
  /// Where each of the scalars that have rows begins in the term.
  private var starts: [Int] = []
  /// Bytes of the current term that its rows, and what is ruled out, were told from.
  private var known = 0
  /// Bytes of the term that rule out every term beginning with them; 0 for none.
  private var ruledOut = 0
  /// The key of the least string that may be within the edits.
  private var target: UInt64
  /// Terms found.
  private var found: [[UInt8]] = []

  /// - Parameters:
  ///   - dictionary: What to walk.
  ///   - term: The term to look for, without mark.
  ///   - edits: How many edits may lie between.
  ///   - mark: What stands in front of the terms of a field.
  ///   - skipsHangul: Whether terms of Hangul are syllables and bigrams, which are no words.
  ///   - arena: Must outlive the walk.
  init(
    _ dictionary: TermDictionary, _ term: [UInt8], edits: Int, mark: [UInt8], skipsHangul: Bool,
    _ arena: FlatArena
  ) {
    // Eight bytes are copied at a time.
    self.term = arena.buffer(count: IndexLimits.termBytes + 8)
    self.skipsHangul = skipsHangul
    self.dictionary = dictionary
    self.mark = mark
    rows = EditRows(
      String(decoding: term, as: UTF8.self).unicodeScalars.map(\.value), edits: edits)
    // Terms of fields and word starts are below the blank.
    target = TermKey.of((mark + [0x20])[...])
  }

  /// The terms, ascending. O(terms not ruled out, and log blocks for each stretch that is).
  mutating func matches() throws(IndexError) -> [[UInt8]] {
    try dictionary.requireKeys()
    var block = 0
    while block < dictionary.blockCount {
      block = dictionary.lastBlock(before: target, from: block)
      if try !read(block) { break }
      block += 1
    }
    return found
  }

  /// Reads a block up to its end, or to where no term of the next begins yet; false where no term behind
  /// can be within the edits.
  private mutating func read(_ block: Int) throws(IndexError) -> Bool {
    let limit = block + 1 < dictionary.blockCount ? dictionary.checkedKey(block + 1) : .max
    var (reader, end) = try dictionary.open(block)
    let count = Int(reader.byte())
    _ = reader.varint()
    length = 0
    known = 0
    for _ in 0..<count {
      let (shared, added) = TermDictionary.readLengths(&reader)
      guard shared <= length, added <= IndexLimits.termBytes - shared, reader.offset + added <= end
      else { throw dictionary.damaged(block) }
      replace(from: shared, reader.offset, added)
      reader.offset += added
      TermDictionary.skipValue(&reader)
      guard !reader.failed, reader.offset <= end else { throw dictionary.damaged(block) }
      known = min(known, shared)
      if key < target || ruledOut > 0 && known >= ruledOut { continue }
      if !look() { return false }
      if target > limit { return true }
    }
    return true
  }

  /// Makes the current term that of `shared` of its bytes and `added` ones at `offset` of the file, behind
  /// which there are eight more.
  @inline(__always)
  private mutating func replace(from shared: Int, _ offset: Int, _ added: Int) {
    let view = dictionary.file.view
    var copied = 0
    while copied < added {
      term[eight: shared &+ copied] = view.uint64(offset &+ copied)
      copied &+= 8
    }
    length = shared &+ added
    TermKey.replace(&key, from: shared, view.uint64(offset), added)
  }

  /// Looks at the current term; false where no term behind it can be within the edits.
  private mutating func look() -> Bool {
    ruledOut = 0
    for place in mark.indices where place >= length || term[place] != mark[place] { return false }
    var place = keepRows()
    while place < length {
      let end = min(place + Self.width(term[place]), length)
      let scalar = scalar(place, end)
      let isWord = !(skipsHangul && starts.isEmpty && Self.isHangul(scalar))
      guard isWord, rows.append(scalar) else {
        known = end
        ruledOut = end
        return advance(behind: scalar, at: place)
      }
      starts.append(place)
      place = end
    }
    known = length
    if rows.isMatch { found.append((0..<length).map { term[$0] }) }
    return true
  }

  /// Forgets the rows of scalars that do not lie wholly in what is known; returns where the next begins.
  private mutating func keepRows() -> Int {
    while let last = starts.last, last >= known || last + Self.width(term[last]) > known {
      starts.removeLast()
    }
    rows.cut(to: starts.count)
    return starts.last.map { $0 + Self.width(term[$0]) } ?? mark.count
  }

  /// Sets the target to what comes behind the terms that begin with the current one up to a scalar, which
  /// begins at `place`; false where there is nothing.
  private mutating func advance(behind scalar: UInt32, at place: Int) -> Bool {
    var (scalar, place) = (scalar, place)
    if starts.isEmpty, skipsHangul, Hangul.syllables.contains(scalar) {
      scalar = Hangul.syllables.upperBound
    }
    var depth = starts.count
    while true {
      if let next = rows.next(after: scalar, behind: depth), let found = Self.first(from: next) {
        target = max(target, key(upTo: place, found))
        return true
      }
      if depth == 0 { return false }
      depth -= 1
      place = starts[depth]
      scalar = self.scalar(place, place + Self.width(term[place]))
    }
  }

  /// The key of a string of the current term's bytes before `place` and a scalar.
  private func key(upTo place: Int, _ scalar: UInt32) -> UInt64 {
    if place >= 8 { return key }
    let kept = ~(UInt64.max >> UInt64(8 * place))
    return key & kept | Self.firstBytes(scalar) >> UInt64(8 * place)
  }

  // MARK: Scalars

  private static func isHangul(_ scalar: UInt32) -> Bool {
    Hangul.syllables.contains(scalar) || (0x1100...0x11FF).contains(scalar)
      || (0xA960...0xA97F).contains(scalar) || (0xD7B0...0xD7FF).contains(scalar)
  }

  /// Bytes of a scalar that begins with `byte`.
  @inline(__always)
  private static func width(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// The scalar of the bytes from `place` to `end`.
  @inline(__always)
  private func scalar(_ place: Int, _ end: Int) -> UInt32 {
    if end == place + 1 { return UInt32(term[place]) }
    var scalar = UInt32(term[place]) & 0x7F >> UInt32(end - place)
    for index in place + 1..<end { scalar = scalar << 6 | UInt32(term[index] & 0x3F) }
    return scalar
  }

  /// The first scalar not before a number; nil where there is none.
  private static func first(from number: UInt32) -> UInt32? {
    if (0xD800...0xDFFF).contains(number) { return 0xE000 }
    return number <= 0x10FFFF ? number : nil
  }

  /// The UTF-8 of a scalar as the first bytes of a key.
  private static func firstBytes(_ scalar: UInt32) -> UInt64 {
    let scalar = UInt64(scalar)
    let last = 0x80 | scalar & 0x3F
    let third = 0x80 | scalar >> 6 & 0x3F
    let second = 0x80 | scalar >> 12 & 0x3F
    if scalar < 0x80 { return scalar << 56 }
    if scalar < 0x800 { return (0xC0 | scalar >> 6) << 56 | last << 48 }
    if scalar < 0x10000 { return (0xE0 | scalar >> 12) << 56 | third << 48 | last << 40 }
    return (0xF0 | scalar >> 18) << 56 | second << 48 | third << 40 | last << 32
  }
}
