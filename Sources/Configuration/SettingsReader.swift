import YAML

/// Reads the settings of one file on top of others.
struct SettingsReader {
  private let path: String
  private let home: String?
  private var settings: Settings
  private var problems: [ConfigurationError.Problem] = []
  /// The line of each key of this file.
  private var lines: [String: Int] = [:]

  /// Reads `text`, the bytes of the file at `path`.
  ///
  /// - Parameters:
  ///   - text: The bytes.
  ///   - path: The file's name, for messages and as the base of the index's folder.
  ///   - settings: What the files before it have set.
  ///   - home: What `~` stands for.
  /// - Returns: The settings with those of the file.
  /// - Throws: Every problem of the file; nothing is set then.
  static func read(
    _ text: Span<UInt8>, path: String, over settings: Settings, home: String?
  ) throws(ConfigurationError) -> Settings {
    let node: YAMLNode?
    do throws(YAMLError) {
      node = try YAMLReader.readSole(text)
    } catch {
      throw ConfigurationError(path, at: error.place, "not YAML: \(error.problem)")
    }
    var reader = SettingsReader(path: path, home: home, settings: settings)
    if let node { reader.take(node, group: nil) }
    guard reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
    return reader.settings
  }

  private init(path: String, home: String?, settings: Settings) {
    self.path = path
    self.home = home
    self.settings = settings
  }
}

extension SettingsReader {
  /// Takes the keys of the file or of a group.
  private mutating func take(_ node: YAMLNode, group: String?) {
    switch node.content {
    case .scalar(""): break
    case .mapping(let pairs): for (key, value) in pairs { take(key, value, group) }
    default:
      let what = group ?? "a configuration"
      complain(node, "\(what) is made of lines with a key, a colon and a value")
    }
  }

  private mutating func take(_ key: YAMLNode, _ value: YAMLNode, _ group: String?) {
    guard let word = key.text else { return complain(key, "a key is one word") }
    let name = group.map { "\($0).\(word)" } ?? word
    if let line = lines[name] {
      return complain(key, "\(name) stands on line \(line) already: remove one of them")
    }
    lines[name] = key.place.line
    if group == nil && SettingKey.groups.contains(word) { return take(value, group: word) }
    guard let setting = SettingKey.named(name), word.contains(".") == false else {
      return complain(key, "unknown key \(quoted(word))\(KeySuggestion.advice(word, group))")
    }
    set(setting, value)
  }

  private mutating func set(_ key: SettingKey, _ value: YAMLNode) {
    guard let text = value.text else {
      return complain(value, "\(key.name) takes \(key.takes)")
    }
    let word = key.name == "index" ? resolved(text) : text
    guard key.set(&settings, word) else {
      return complain(value, "\(key.name) takes \(key.takes), not \(quoted(text))")
    }
    settings.origins[key.name] = SettingOrigin(path: path, line: value.place.line)
  }

  private mutating func complain(_ node: YAMLNode, _ message: String) {
    problems.append(.init(path: path, place: node.place, message: message))
  }

  /// The text in quotes, cut where it is long.
  private func quoted(_ text: String) -> String {
    text.count <= 40 ? "\"\(text)\"" : "\"\(text.prefix(40))…\""
  }

  /// A folder as the file names it: relative to the file's own, `~/` being the home folder.
  private func resolved(_ folder: String) -> String {
    if folder.hasPrefix("/") { return folder }
    if folder.hasPrefix("~/"), let home { return home + folder.dropFirst(1) }
    guard let slash = path.lastIndex(of: "/") else { return folder }
    return path[...slash] + folder
  }
}
