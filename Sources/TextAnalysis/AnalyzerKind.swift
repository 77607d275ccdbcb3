/// A way of cutting text into terms.
///
/// The raw values are stored in indexes and never change.
public enum AnalyzerKind: UInt8, Sendable, CaseIterable {
  /// Hangul bigrams, folded and stemmed words: for text people wrote.
  case standard = 0
  /// Whatever stands between ASCII white space, byte for byte.
  case whitespace = 1

  /// The name on the command line.
  public var name: String {
    switch self {
    case .standard: "default"
    case .whitespace: "whitespace"
    }
  }

  /// The kind of a name given on the command line, or nil.
  public init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
