/// A key of the configuration file: what it takes, and where its value goes.
struct SettingKey: Sendable {
  /// Groups and key with a dot between: "query.limit".
  let name: String
  /// What it takes, in words.
  let takes: String
  /// Sets it from a text; false if the text is no value for it.
  let set: @Sendable (inout Settings, String) -> Bool
  /// The value in force, as a text.
  let text: @Sendable (Settings) -> String
}

extension SettingKey {
  /// The key of this name. O(number of keys).
  static func named(_ name: String) -> SettingKey? { all.first { $0.name == name } }

  /// Names that open a group of keys.
  static let groups = ["ranking", "weights", "query", "build"]

  /// A whole number in a range.
  static func count(
    _ name: String, _ path: WritableKeyPath<Settings, Int> & Sendable,
    _ range: ClosedRange<Int>
  ) -> SettingKey {
    let to = range.upperBound == .max ? "" : " to \(range.upperBound)"
    return SettingKey(
      name: name, takes: "a whole number from \(range.lowerBound)\(to)",
      set: { settings, text in
        guard let number = Int(text), range.contains(number) else { return false }
        settings[keyPath: path] = number
        return true
      }, text: { "\($0[keyPath: path])" })
  }

  /// One of several words.
  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: WritableKeyPath<Settings, Choice> & Sendable
  ) -> SettingKey {
    SettingKey(
      name: name, takes: oneOf(Choice.allCases.map(\.rawValue)),
      set: { settings, text in
        guard let choice = Choice(rawValue: text) else { return false }
        settings[keyPath: path] = choice
        return true
      }, text: { $0[keyPath: path].rawValue })
  }

  /// Yes or no.
  static func flag(
    _ name: String, set: @escaping @Sendable (inout Settings, Bool) -> Void,
    text: @escaping @Sendable (Settings) -> Bool
  ) -> SettingKey {
    SettingKey(
      name: name, takes: "true or false",
      set: { settings, word in
        guard let value = truth(word) else { return false }
        set(&settings, value)
        return true
      }, text: { "\(text($0))" })
  }

  /// Words as a sentence has them: "a, b or c".
  static func oneOf(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or \(last)"
  }

  private static func truth(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }
}
