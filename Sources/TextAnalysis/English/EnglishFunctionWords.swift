/// English words that join and ask, and name nothing.
///
/// The list is in `english-function-words.txt`, read when first needed.
public enum EnglishFunctionWords {
  private static let words = WordList(PackageResources.english_function_words_txt)

  /// Whether a word of a query is one of them. O(length).
  ///
  /// - Parameter word: As it was typed, perhaps with punctuation around it.
  /// - Returns: Whether it is listed; never with a capital behind the first letter, as in IT or US,
  ///   which name something.
  public static func contains(_ word: some StringProtocol) -> Bool {
    var bytes = word.utf8.drop { !isLetter($0) }.map { $0 }
    while let last = bytes.last, !isLetter(last) { bytes.removeLast() }
    guard let first = bytes.first else { return false }
    bytes[0] = first | 0x20
    return words.classes(of: bytes[...]) != 0
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
