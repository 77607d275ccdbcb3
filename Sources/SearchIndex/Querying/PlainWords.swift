/// Reads queries of nothing but words, as most are, without a look at the query language.
///
/// Such a query has letters and digits of ASCII, Hangul syllables, blanks, and points, hyphens,
/// slashes and underscores within words, and the marks that end a sentence or part of one. Each of these bytes or syllables is a character of its own,
/// so the parser would read the same words character by character; that takes a hundred times
/// as long.
enum PlainWords {
  /// The words of `text` as clauses; nil where it may say more than words. O(text).
  static func clauses(_ text: String, isUnfinished: Bool) -> [ParsedQuery.Clause]? {
    let bytes = text.utf8.span
    var clauses: [ParsedQuery.Clause] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: " ") {
        at += 1
        continue
      }
      guard let end = endOfWord(bytes, from: at) else { return nil }
      let start = text.utf8.index(text.startIndex, offsetBy: at)
      let word = String(text[start..<text.utf8.index(start, offsetBy: end - at)])
      if end - at <= 3, ["AND", "OR", "NOT"].contains(word) { return nil }
      var clause = ParsedQuery.Clause(occur: .should, field: nil, isPhrase: false, text: word)
      if isUnfinished, end == bytes.count { clause.match = .unfinished }
      clauses.append(clause)
      at = end
    }
    return clauses
  }

  /// Whether `text` is plain words and blanks. O(text).
  static func areAll(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: " ") {
        at += 1
      } else if let end = endOfWord(bytes, from: at) {
        at = end
      } else {
        return false
      }
    }
    return true
  }

  /// Whether `text` is one plain word.
  static func isWord(_ text: String) -> Bool {
    let bytes = text.utf8.span
    return bytes.count > 0 && endOfWord(bytes, from: 0) == bytes.count
  }

  /// The end of the word that begins at `start`; nil where something in it is not plain.
  private static func endOfWord(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    // A hyphen in front of a word excludes it.
    if bytes[start] == UInt8(ascii: "-") { return nil }
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: " ") {
      if isPlain(bytes[at]) {
        at += 1
      } else if isSyllable(bytes, at: at) {
        at += 3
      } else {
        return nil
      }
    }
    return at
  }

  /// Whether the scalar at `index` of valid UTF-8 is a syllable, U+AC00 to U+D7A3.
  private static func isSyllable(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard bytes[index] >= 0xEA, bytes[index] <= 0xED else { return false }
    let tail = UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    let packed = UInt32(bytes[index]) << 16 | tail
    return packed >= 0xEAB080 && packed <= 0xED9EA3
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-")...UInt8(ascii: "/"): true
    case UInt8(ascii: "_"), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ","): true
    default: false
    }
  }
}
