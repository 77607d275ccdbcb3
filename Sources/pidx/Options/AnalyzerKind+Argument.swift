import ArgumentParser
import TextAnalysis

extension AnalyzerKind: ExpressibleByArgument {
  /// The analyzer of this name.
  public init?(argument: String) {
    self.init(name: argument)
  }

  /// The name, as it is given on the command line.
  public var defaultValueDescription: String { name }

  /// What the help says of each.
  public static var allValueDescriptions: [String: String] {
    let pairs = allCases.map { kind in
      switch kind {
      case .standard: (kind.name, "Hangul in pairs of syllables, words by their stems.")
      case .whitespace: (kind.name, "Whatever stands between white space, as it is.")
      }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Every name.
  public static var allValueStrings: [String] { allCases.map(\.name) }
}
