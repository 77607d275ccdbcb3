/// What to show as the title of a section that has none: a record of which only the text is known.
///
/// It is made when a hit is shown and never indexed: its words are the body's, and count once.
enum DisplayTitle {
  /// The most characters of a title that is cut out of a text.
  static let longest = 80

  /// The record's own title; else the first words of its stored text, else its id, else the name of
  /// its file.
  static func of(_ record: StoredRecord, id: String, path: String) -> String {
    if !record.title.isEmpty { return record.title }
    let words = firstWords(of: record.body)
    if !words.isEmpty { return words }
    return id.isEmpty ? path.split(separator: "/").last.map(String.init) ?? path : id
  }

  /// The first line of `text` that is not blank, cut between words where it is too long.
  private static func firstWords(of text: [UInt8]) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let start = text.firstIndex(where: { !isSpace($0) }) else { return "" }
    // A character has a few bytes; one that has hundreds is no reason to read a whole text.
    let line = text[start...].prefix(longest * 16).prefix { $0 != 0x0A && $0 != 0x0D }
    let characters = String(decoding: line, as: UTF8.self).split(separator: "\t")
      .joined(separator: " ")
    guard characters.count > longest else { return characters }
    let cut = characters.prefix(longest)
    guard let end = cut.lastIndex(of: " "), end > cut.startIndex else { return cut + "…" }
    return cut[..<end] + "…"
  }
}
