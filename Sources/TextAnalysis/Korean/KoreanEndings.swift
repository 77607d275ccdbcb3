/// Splits a particle or an ending off a Korean word, and tells words that only ask.
///
/// The lists are in `endings.txt` and `function-words.txt`, read when first needed. A query's
/// ending only weighs less: the surface form stays searchable.
public enum KoreanEndings {
  private static let endings = WordList(PackageResources.endings_txt)
  private static let plain = endings.classes(named: "plain")
  private static let functionWords = WordList(PackageResources.function_words_txt)

  /// Bytes of a precomposed syllable in UTF-8.
  private static let syllableBytes = 3

  /// How many syllables of a word are its stem.
  ///
  /// The longest listed particle or ending that leaves at least two syllables is split off; one
  /// that leaves a single syllable only if it is a plain particle. O(length).
  ///
  /// - Parameter word: UTF-8 of precomposed syllables only, three bytes each.
  /// - Returns: Syllables of the stem, from 1 to all of them.
  public static func stemLength(_ word: ArraySlice<UInt8>) -> Int {
    let count = word.count / syllableBytes
    guard count > 1 else { return count }
    for stem in 1..<count {
      let classes = endings.classes(of: word.dropFirst(stem * syllableBytes))
      if classes & plain != 0 || (stem >= 2 && classes != 0) { return stem }
    }
    return count
  }

  /// Whether a run behind a Latin word or a number is nothing but a particle: 은 in "LLM은".
  public static func isEnding(_ run: ArraySlice<UInt8>) -> Bool {
    endings.classes(of: run) != 0
  }

  /// Whether a whole word of a query asks or connects and names nothing.
  public static func isFunctionWord(_ word: ArraySlice<UInt8>) -> Bool {
    functionWords.classes(of: word) != 0
  }
}
