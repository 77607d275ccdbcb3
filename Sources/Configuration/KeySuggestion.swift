/// What a key that is not known was probably meant to be.
enum KeySuggestion {
  /// What to say behind the complaint.
  ///
  /// - Parameters:
  ///   - word: The key that is not known.
  ///   - group: The group in which it stands; nil at the top.
  /// - Returns: The nearest key, or which there are.
  static func advice(_ word: String, _ group: String?) -> String {
    let here = words(in: group)
    if let near = nearest(to: word, among: here) { return "; did you mean \"\(near)\"?" }
    let elsewhere = SettingKey.all.map(\.name).filter { lastPart($0) == word || $0 == word }
    if let other = elsewhere.first, let dot = other.firstIndex(of: ".") {
      return "; \"\(other[other.index(after: dot)...])\" belongs below \"\(other[..<dot]):\""
    }
    if elsewhere == ["index"] { return "; \"index\" belongs at the left margin" }
    return ": choose from \(here.joined(separator: ", "))"
  }

  /// Keys that may stand in a group, or at the top.
  private static func words(in group: String?) -> [String] {
    guard let group else { return ["index"] + SettingKey.groups }
    return SettingKey.all.map(\.name).filter { $0.hasPrefix(group + ".") }.map(lastPart)
  }

  private static func lastPart(_ name: String) -> String {
    name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
  }

  /// The word with the fewest edits, if they are at most a third of it.
  private static func nearest(to word: String, among words: [String]) -> String? {
    guard word.count <= 40 else { return nil }
    let ranked = words.map { (edits: editDistance(word.lowercased(), $0), word: $0) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= max(1, best.word.count / 3) && best.edits < best.word.count
      ? best.word : nil
  }
}

/// How many characters must be inserted, removed or replaced to make one text the other
/// (Levenshtein). O(product of the lengths).
func editDistance(_ first: String, _ second: String) -> Int {
  let second = Array(second)
  var row = Array(0...second.count)
  for (index, character) in first.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in second.indices {
      let replaced = diagonal + (second[column] == character ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
    }
  }
  return row[second.count]
}
