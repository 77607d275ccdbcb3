import TextAnalysis

/// Cutting text into terms, into a buffer that is used again.
public struct AnalysisSuite {
  private let words: Int
  private let runner: Runner

  /// Analysis of texts of so many words.
  public init(words: Int, _ runner: Runner) {
    self.words = words
    self.runner = runner
  }

  /// Measures every kind of text.
  public func run(_ wanted: (String) -> Bool) -> [Measurement] {
    SyntheticText.Kind.allCases.compactMap { kind in
      let name = "analysis/\(kind.rawValue)"
      guard wanted(name) else { return nil }
      var source = SyntheticText(seed: 1)
      let text = Array(source.text(kind, words: words).utf8)
      let analyzer = Analyzer(.standard)
      var buffer = TokenBuffer()
      return runner.measure(name, size: words, textBytes: text.count) {
        buffer.removeAll()
        analyzer.analyze(text.span, into: &buffer)
      }
    }
  }
}
