/// The order of a corpus, in which equal scores are ranked: full paths byte by byte, "/" below
/// every other byte, so that a folder's files stand together; then sections as they come.
public enum CorpusOrder {
  /// Whether path `a` comes before path `b`. O(shorter path).
  public static func precedes(_ a: String, _ b: String) -> Bool {
    var left = a.utf8.makeIterator()
    var right = b.utf8.makeIterator()
    while true {
      guard let y = right.next() else { return false }
      guard let x = left.next() else { return true }
      if x != y { return x == 0x2F || (y != 0x2F && x < y) }
    }
  }

  /// The path of `name` inside `folder`.
  public static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == 0x2F ? folder + name : folder + "/" + name
  }

  /// Whether two paths are the same bytes. Strings that differ only by Unicode normalization are
  /// equal in Swift, and yet name two files.
  public static func areSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
}
