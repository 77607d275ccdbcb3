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
    if let near = Spelling.nearest(to: word, among: here) { return "; did you mean \"\(near)\"?" }
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
}
