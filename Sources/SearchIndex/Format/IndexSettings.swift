import TextAnalysis

/// What is decided when an index is made and holds for all of it.
public struct IndexSettings: Sendable, Equatable {
  /// How text becomes terms.
  public var analyzer: AnalyzerKind
  /// How often words of each field count.
  public var weights: FieldWeights
  /// Whether the sections' text is kept for snippets.
  public var storesText: Bool

  /// Settings, the defaults where not given.
  public init(
    analyzer: AnalyzerKind = .standard, weights: FieldWeights = .init(), storesText: Bool = true
  ) {
    self.analyzer = analyzer
    self.weights = weights
    self.storesText = storesText
  }
}

extension IndexSettings: CustomStringConvertible {
  /// The settings in words, as messages name them.
  public var description: String {
    let fields = Field.allCases.map { "\($0.name) \(weights[$0])" }.joined(separator: ", ")
    return "analyzer \(analyzer.name), text \(storesText ? "" : "not ")stored, weights \(fields)"
  }
}
