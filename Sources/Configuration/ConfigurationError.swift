import YAML

/// What is wrong with a configuration file.
public struct ConfigurationError: Error, Equatable {
  /// One mistake.
  public struct Problem: Equatable, Sendable {
    /// The file.
    public var path: String
    /// Where in the file, if it could be read.
    public var place: YAMLPlace?
    /// What is wrong and what to do, without the place.
    public var message: String
  }

  /// Every mistake in the file, in its order; at least one.
  public let problems: [Problem]
}

extension ConfigurationError.Problem: CustomStringConvertible {
  /// One line: `path:line:column: message`.
  public var description: String {
    guard let place else { return "\(path): \(message)" }
    return "\(path):\(place.line):\(place.column): \(message)"
  }
}

extension ConfigurationError: CustomStringConvertible {
  /// Every problem, on one line.
  public var description: String { problems.map(\.description).joined(separator: "; ") }
}

extension ConfigurationError {
  /// A single problem with a file.
  init(_ path: String, at place: YAMLPlace? = nil, _ message: String) {
    self.init(problems: [Problem(path: path, place: place, message: message)])
  }
}
