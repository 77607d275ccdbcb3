import ArgumentParser
import TextAnalysis

extension AnalyzerKind: ExpressibleByArgument {
  /// The analyzer of this name.
  public init?(argument: String) {
    self.init(name: argument)
  }

  /// The name, as it is given on the command line.
  public var defaultValueDescription: String { name }

  /// Every name.
  public static var allValueStrings: [String] { allCases.map(\.name) }
}
