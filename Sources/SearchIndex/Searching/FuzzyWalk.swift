import IndexBytes

/// Walks a dictionary for the terms within a number of edits of one: insertions, deletions and
/// replacements of a scalar (Levenshtein).
///
/// The table of the dynamic program is kept by depth, so that terms with a common beginning share
/// its rows; a row without an entry within the edits rules out every term that begins so, and the
/// walk goes on behind them.
struct FuzzyWalk {
  /// Terms ruled out in a row that are read before the walk looks further on.
  private static let patience = 24

  private let dictionary: TermDictionary
  private let wanted: [UInt32]
  private let edits: Int
  private let mark: [UInt8]
  private let skipsHangul: Bool
  /// A row a scalar of the current term, and the first; each has `wanted.count + 1` entries.
  private var rows: [[Int]]
  /// Where each of the scalars behind the rows begins in the term.
  private var starts: [Int] = []
  private var term: [UInt8] = []
  /// Bytes of the current term that rule out every term beginning with them; 0 for none.
  private var ruledOut = 0

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
    self.edits = edits
    self.mark = mark
    wanted = String(decoding: term, as: UTF8.self).unicodeScalars.map(\.value)
    rows = [Array(0...wanted.count)]
  }

  /// The terms, ascending. O(terms not ruled out).
  mutating func matches() throws(IndexError) -> [[UInt8]] {
    var result: [[UInt8]] = []
    // Terms of fields and word starts are below the blank.
    let start = mark + [0x20]
    var iterator = try TermIterator(dictionary, from: start)
    var skipped = 0
    while try iterator.next() {
      guard iterator.term.starts(with: mark) else { break }
      if ruledOut > 0, iterator.term.starts(with: term[..<ruledOut]) {
        skipped += 1
        guard skipped > Self.patience, let next = Self.successor(term[..<ruledOut]) else {
          continue
        }
        skipped = 0
        iterator = try TermIterator(dictionary, from: next)
        continue
      }
      if advance(to: iterator.term) { result.append(iterator.term) }
    }
    return result
  }

  /// The first byte string behind all that begin with `prefix`.
  private static func successor(_ prefix: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes = Array(prefix)
    while let last = bytes.popLast() {
      if last < 0xFF {
        bytes.append(last + 1)
        return bytes
      }
    }
    return nil
  }

  /// Brings the rows to a term; whether it is within the edits.
  private mutating func advance(to next: [UInt8]) -> Bool {
    var shared = 0
    while shared < term.count, shared < next.count, term[shared] == next[shared] { shared += 1 }
    // Rows of scalars that lie wholly in what the terms share stay.
    while let last = starts.last {
      let end = last + Self.width(term[last])
      if end <= shared { break }
      starts.removeLast()
      rows.removeLast()
    }
    term = next
    ruledOut = 0
    var place = starts.last.map { $0 + Self.width(term[$0]) } ?? mark.count
    while place < term.count {
      let width = Self.width(term[place])
      guard place + width <= term.count else { return false }
      let scalar = Self.scalar(term[place..<place + width])
      if skipsHangul, starts.isEmpty, isHangul(scalar) {
        ruledOut = place + width
        return false
      }
      append(scalar, at: place)
      place += width
      if rows[rows.count - 1].allSatisfy({ $0 > edits }) {
        ruledOut = place
        return false
      }
    }
    return rows.count > 1 && rows[rows.count - 1][wanted.count] <= edits
  }

  private mutating func append(_ scalar: UInt32, at place: Int) {
    let above = rows[rows.count - 1]
    var row = [above[0] + 1]
    row.reserveCapacity(above.count)
    for index in wanted.indices {
      let replaced = above[index] + (wanted[index] == scalar ? 0 : 1)
      row.append(min(replaced, above[index + 1] + 1, row[index] + 1))
    }
    rows.append(row)
    starts.append(place)
  }

  private func isHangul(_ scalar: UInt32) -> Bool {
    Hangul.syllables.contains(scalar) || (0x1100...0x11FF).contains(scalar)
      || (0xA960...0xA97F).contains(scalar) || (0xD7B0...0xD7FF).contains(scalar)
  }

  private static func width(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    guard let first = bytes.first, bytes.count > 1 else { return UInt32(bytes.first ?? 0) }
    let head = UInt32(first) & (0x7F >> UInt32(bytes.count))
    return bytes.dropFirst().reduce(head) { $0 << 6 | UInt32($1 & 0x3F) }
  }
}
