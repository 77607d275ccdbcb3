import TextAnalysis

/// Finds where a query's words stand in a text, from the text's own analysis.
///
/// A word is marked where all its units stand together. Where it never does, the longest part of
/// it that stands somewhere is marked instead, of two syllables at least: "스플래팅을" marks
/// "스플래팅" in a text that has only "스플래팅은".
///
/// Only the chunks of a text that may hold one of the query's terms are cut. That changes nothing:
/// units that stand together are in neighbouring chunks, each of which holds one of the terms.
final class Highlighter {
  /// A place in a text that matches a pattern of the query.
  struct Match: Equatable {
    /// Bytes of the text.
    var range: Range<Int>
    /// Number of the pattern.
    var pattern: Int
  }

  /// What is marked.
  let patterns: [PhrasePattern]
  private let analyzer: Analyzer
  private let sieve: TermSieve
  private let terms: TermNumbers
  /// The patterns with the numbers of `terms`.
  private let numbered: [NumberedPattern]
  private var buffer = TokenBuffer()
  private var places: TextPlaces
  private var scratch = NumberedPattern.Scratch()

  init(_ analyzer: Analyzer, _ patterns: [PhrasePattern]) {
    self.analyzer = analyzer
    self.patterns = patterns
    var terms = TermNumbers(bits: 8)
    numbered = patterns.map { NumberedPattern($0, &terms) }
    self.terms = terms
    sieve = TermSieve(terms.terms)
    places = TextPlaces(terms: terms.terms.count)
  }

  /// All matches in `text`, in order of their start. O(text + tokens that may match).
  ///
  /// - Parameters:
  ///   - text: A title or a body.
  ///   - isTitle: Which of them: what must stand in a title is marked there alone.
  /// - Returns: Bytes of the text, and which pattern each matches.
  func matches(in text: [UInt8], isTitle: Bool = false) -> [Match] {
    buffer.removeAll()
    analyzer.analyze(text.span, sieve, into: &buffer)
    places.replace(by: buffer, terms)
    if places.isEmpty { return [] }
    var result: [Match] = []
    for (number, pattern) in numbered.enumerated() where isTitle || !pattern.isOfTitle {
      pattern.forEachRange(in: places, &scratch) {
        result.append(Match(range: $0, pattern: number))
      }
    }
    result.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    return result
  }
}
