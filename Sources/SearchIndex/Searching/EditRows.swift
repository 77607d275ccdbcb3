/// How many edits lie between the beginnings of a word and those of a text: insertions, deletions and
/// replacements of a scalar (Levenshtein).
///
/// The table of the dynamic program, a row for each scalar of the text and one before them. Of a row, the
/// entries that lie within the edits of the diagonal are kept, a byte each of one number; the others are
/// more than the edits.
struct EditRows {
  /// A scalar that no text has, greater than all others.
  private static let outside = UInt32.max

  /// The word, with scalars around it that no text has: as many as the edits before it.
  private let wanted: [UInt32]
  /// Scalars of the word.
  private let length: Int
  /// How many edits may lie between: at most 3.
  private let edits: Int
  /// What more edits are taken for.
  private let most: UInt64
  /// Entry i of row d is for d - edits + i scalars of the word; one more entry is more than the edits.
  private var rows: [UInt64] = []

  /// The row of an empty text.
  init(_ word: [UInt32], edits: Int) {
    precondition(1...3 ~= edits)
    self.edits = edits
    most = UInt64(edits) + 1
    length = word.count
    let around = [UInt32](repeating: Self.outside, count: 2 * edits + 1)
    wanted = around.prefix(edits) + word + around
    rows.reserveCapacity(word.count + edits + 2)
    var row: UInt64 = 0
    for entry in 0...2 * edits + 1 {
      row |= (entry < edits ? most : min(UInt64(entry - edits), most)) << UInt64(8 * entry)
    }
    rows.append(row)
  }

  /// Scalars of the text.
  var depth: Int { rows.count - 1 }

  /// Whether the text is within the edits of the word.
  var isMatch: Bool {
    let entry = length - depth + edits
    return entry >= 0 && entry <= 2 * edits && rows[depth] >> UInt64(8 * entry) & 255 < most
  }

  /// Forgets all scalars but the first `depth`.
  mutating func cut(to depth: Int) {
    while rows.count > depth + 1 { rows.removeLast() }
  }

  /// Appends a scalar to the text, unless no word that begins so is within the edits. O(edits).
  ///
  /// - Returns: Whether it was appended.
  mutating func append(_ scalar: UInt32) -> Bool {
    guard let row = row(behind: depth, scalar) else { return false }
    rows.append(row)
    return true
  }

  /// The least scalar after `scalar` that may stand in its place, behind the first `depth`; nil for none.
  /// O(edits).
  func next(after scalar: UInt32, behind depth: Int) -> UInt32? {
    var best = Self.outside
    for entry in 0...2 * edits {
      // With an edit left any will do, else one that needs none.
      let value = rows[depth] &>> UInt64(8 &* entry) & 255
      if value &+ 1 < most { return scalar + 1 }
      let candidate = wanted[depth &+ entry]
      if value < most, candidate > scalar { best = min(best, candidate) }
    }
    return best == Self.outside ? nil : best
  }

  /// The row behind the first `depth` scalars and one more; nil where all of it is more than the edits.
  @inline(__always)
  private func row(behind depth: Int, _ scalar: UInt32) -> UInt64? {
    var above = rows[depth]
    var result: UInt64 = 0
    var before = most
    var least = most
    var shift: UInt64 = 0
    for entry in 0...2 * edits {
      let replaced = (above & 255) &+ (wanted[depth &+ entry] == scalar ? 0 : 1)
      above &>>= 8
      before = min(min(replaced, min(above & 255, before) &+ 1), most)
      least = min(least, before)
      result |= before &<< shift
      shift &+= 8
    }
    return least < most ? result | most &<< shift : nil
  }
}
