/// A YAML value and where it begins.
public struct YAMLNode: Sendable {
  /// What the value is.
  public enum Content: Sendable {
    /// A text; empty for null.
    case scalar(String)
    /// Values in order.
    case sequence([YAMLNode])
    /// Keys and their values in order; the same key may stand there twice.
    case mapping([(key: YAMLNode, value: YAMLNode)])
    /// An alias; what it stands for is not looked up, so that it cannot multiply.
    case alias
  }

  /// The value.
  public let content: Content
  /// Where it begins.
  public let place: YAMLPlace

  /// The text of a scalar, nil for anything else and for an empty one.
  public var text: String? {
    guard case .scalar(let text) = content, !text.isEmpty else { return nil }
    return text
  }
}

/// A place in a text.
public struct YAMLPlace: Sendable, Equatable {
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int

  /// Makes a place from its line and column, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Why YAML cannot be read.
public struct YAMLError: Error, Equatable {
  /// What is wrong, in libyaml's words.
  public let problem: String
  /// Where in the YAML text.
  public let place: YAMLPlace
}
