@testable import Configuration

/// The settings that a text makes over others.
func read(
  _ text: String, path: String = "pidx.yaml", over settings: Settings = Settings(),
  home: String? = nil
) throws -> Settings {
  try SettingsReader.read(Array(text.utf8).span, path: path, over: settings, home: home)
}

/// The complaints about a text, each `line:column: message`.
func problems(_ text: String) -> [String] {
  do {
    _ = try read(text, path: "f")
    return []
  } catch let error as ConfigurationError {
    return error.problems.map { String($0.description.dropFirst(2)) }
  } catch {
    return ["\(error)"]
  }
}
