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
  /// The current term.
  private var term: [UInt8] = []
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
  init(
    _ dictionary: TermDictionary, _ term: [UInt8], edits: Int, mark: [UInt8], skipsHangul: Bool
  ) {
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
    var block = 0
    while block < dictionary.blockCount {
      block = try dictionary.lastBlock(before: target, from: block)
      if try !read(block) { break }
      block += 1
    }
    return found
  }

  /// Reads a block up to its end, or to where no term of the next begins yet; false where no term behind
  /// can be within the edits.
  private mutating func read(_ block: Int) throws(IndexError) -> Bool {
    let limit = block + 1 < dictionary.blockCount ? try dictionary.key(block + 1) : .max
    var reader = try dictionary.blockReader(block)
    let count = Int(reader.byte())
    var offset = reader.varint()
    term.removeAll(keepingCapacity: true)
    known = 0
    for _ in 0..<count {
      let (shared, suffix) = TermDictionary.readTerm(&reader)
      _ = TermDictionary.readValue(&reader, &offset)
      guard !reader.failed, shared <= term.count, suffix.count <= IndexLimits.termBytes else {
        throw dictionary.damaged(block)
      }
      known = min(known, shared)
      replace(from: shared, suffix)
      if key < target || ruledOut > 0 && known >= ruledOut { continue }
      if try !look() { return false }
      if target > limit { return true }
    }
    return true
  }

  /// Makes the current term the one that begins with `shared` of its bytes.
  private mutating func replace(from shared: Int, _ suffix: ByteView) {
    term.removeLast(term.count - shared)
    for place in 0..<suffix.count { term.append(suffix.byte(place)) }
    if shared < 8 { TermKey.replace(&key, from: shared, suffix) }
  }

  /// Looks at the current term; false where no term behind it can be within the edits.
  private mutating func look() throws(IndexError) -> Bool {
    ruledOut = 0
    guard term.starts(with: mark) else { return false }
    // Rows of scalars that lie wholly in what is known stay.
    while let last = starts.last, last >= known || last + Self.width(term, last) > known {
      starts.removeLast()
    }
    rows.cut(to: starts.count)
    var place = starts.last.map { $0 + Self.width(term, $0) } ?? mark.count
    known = term.count
    while place < term.count {
      let end = min(place + Self.width(term, place), term.count)
      let scalar = Self.scalar(term[place..<end])
      let isWord = !(skipsHangul && starts.isEmpty && Self.isHangul(scalar))
      guard isWord, rows.append(scalar) else {
        known = end
        ruledOut = end
        return advance(behind: scalar, at: place)
      }
      starts.append(place)
      place = end
    }
    if rows.isMatch { found.append(term) }
    return true
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
      if let next = rows.next(after: scalar, in: depth), let bytes = Self.bytes(next) {
        target = max(target, TermKey.of((term[..<place] + bytes)[...]))
        return true
      }
      if depth == 0 { return false }
      depth -= 1
      place = starts[depth]
      scalar = Self.scalar(term[place..<place + Self.width(term, place)])
    }
  }

  // MARK: Scalars

  private static func isHangul(_ scalar: UInt32) -> Bool {
    Hangul.syllables.contains(scalar) || (0x1100...0x11FF).contains(scalar)
      || (0xA960...0xA97F).contains(scalar) || (0xD7B0...0xD7FF).contains(scalar)
  }

  /// Bytes of the scalar that begins at `place`.
  private static func width(_ term: [UInt8], _ place: Int) -> Int {
    let byte = term[place]
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    guard let first = bytes.first, bytes.count > 1 else { return UInt32(bytes.first ?? 0) }
    let head = UInt32(first) & (0x7F >> UInt32(bytes.count))
    return bytes.dropFirst().reduce(head) { $0 << 6 | UInt32($1 & 0x3F) }
  }

  /// The bytes of the first scalar not before a number; nil where there is none.
  private static func bytes(_ number: UInt32) -> [UInt8]? {
    let isSurrogate = (0xD800...0xDFFF).contains(number)
    guard let scalar = Unicode.Scalar(isSurrogate ? 0xE000 : number) else { return nil }
    return Array(String(Character(scalar)).utf8)
  }
}
