/// How many edits lie between the beginnings of a word and those of a text: insertions, deletions and
/// replacements of a scalar (Levenshtein).
///
/// The table of the dynamic program, a row for each scalar of the text and one before them. Of a row, the
/// entries that lie within the edits of the diagonal are kept; the others are more than the edits.
struct EditRows {
  /// A scalar that no word has.
  private static let none = UInt32.max

  /// The word.
  let wanted: [UInt32]
  /// How many edits may lie between.
  let edits: Int
  /// Entry i of row d is for d - edits + i scalars of the word; more than the edits are one more.
  private var entries: [UInt8]
  /// Scalars of the text.
  private(set) var depth = 0

  private var width: Int { 2 * edits + 1 }

  /// The row of an empty text.
  init(_ wanted: [UInt32], edits: Int) {
    self.wanted = wanted
    self.edits = edits
    entries = []
    entries.reserveCapacity((wanted.count + edits + 2) * (2 * edits + 1))
    for entry in 0...2 * edits {
      let length = entry - edits
      entries.append(UInt8(length < 0 || length > wanted.count ? edits + 1 : length))
    }
  }

  /// Whether the text is within the edits of the word.
  var isMatch: Bool {
    let entry = wanted.count - depth + edits
    return entry >= 0 && entry < width && entries[depth * width + entry] <= edits
  }

  /// Forgets all scalars but the first `depth`.
  mutating func cut(to depth: Int) {
    if depth >= self.depth { return }
    self.depth = depth
    entries.removeLast(entries.count - (depth + 1) * width)
  }

  /// Appends a scalar to the text, unless no word that begins so is within the edits. O(edits).
  ///
  /// - Returns: Whether it was appended.
  mutating func append(_ scalar: UInt32) -> Bool {
    let from = depth * width
    var isAlive = false
    var before = UInt8(edits + 1)
    for entry in 0..<width {
      before = value(entry, from, scalar, before)
      entries.append(before)
      isAlive = isAlive || before <= edits
    }
    if isAlive {
      depth += 1
    } else {
      entries.removeLast(width)
    }
    return isAlive
  }

  /// The least scalar after `scalar` that may stand in its place, in the row `depth`; nil for none.
  /// O(edits squared).
  func next(after scalar: UInt32, in depth: Int) -> UInt32? {
    if isAlive(Self.none, depth) { return scalar + 1 }
    var best: UInt32?
    for length in max(0, depth - edits)..<max(0, min(wanted.count, depth + edits + 1)) {
      let candidate = wanted[length]
      if candidate > scalar, candidate < best ?? Self.none, isAlive(candidate, depth) {
        best = candidate
      }
    }
    return best
  }

  private func isAlive(_ scalar: UInt32, _ depth: Int) -> Bool {
    var before = UInt8(edits + 1)
    for entry in 0..<width {
      before = value(entry, depth * width, scalar, before)
      if before <= edits { return true }
    }
    return false
  }

  /// An entry of the row behind the one that begins at `from`, where the entry before it is `before`.
  @inline(__always)
  private func value(_ entry: Int, _ from: Int, _ scalar: UInt32, _ before: UInt8) -> UInt8 {
    let length = from / width + 1 - edits + entry
    if length < 0 || length > wanted.count { return UInt8(edits + 1) }
    var best = before + 1
    if entry + 1 < width { best = min(best, entries[from + entry + 1] + 1) }
    if length > 0 {
      best = min(best, entries[from + entry] + (wanted[length - 1] == scalar ? 0 : 1))
    }
    return min(best, UInt8(edits + 1))
  }
}
