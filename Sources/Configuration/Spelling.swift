/// What a word that is not known was probably meant to be.
public enum Spelling {
  /// The word with the fewest edits, if they are at most a third of it. O(words).
  ///
  /// - Parameters:
  ///   - word: What was written; one of more than 40 characters is like none.
  ///   - words: What could have been meant, in lower case.
  /// - Returns: The nearest, the first of several; nil where none is near.
  public static func nearest(to word: String, among words: [String]) -> String? {
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
