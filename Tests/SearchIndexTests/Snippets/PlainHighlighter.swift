import TextAnalysis

@testable import SearchIndex

/// What `Highlighter` and `SnippetWindow` do, the plain way: the whole text is cut, every base is
/// tried against every unit, every window is counted anew.
struct PlainHighlighter {
  var analyzer: Analyzer
  var patterns: [PhrasePattern]

  func matches(in text: [UInt8]) -> [Highlighter.Match] {
    var buffer = TokenBuffer()
    analyzer.analyze(text.span, into: &buffer)
    var result: [Highlighter.Match] = []
    for (number, pattern) in patterns.enumerated() {
      result += ranges(of: pattern, in: buffer).map { .init(range: $0, pattern: number) }
    }
    return result.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private func ranges(of pattern: PhrasePattern, in buffer: TokenBuffer) -> [Range<Int>] {
    let tokens = pattern.terms.map { term in buffer.tokens.filter { buffer.term($0) == term[...] } }
    if pattern.units.count == 1 {
      return pattern.units[0].flatMap { tokens[$0.term] }.map { token in
        let start = pattern.marksSecond ? second(token, in: buffer) : token.start
        return Int(start)..<Int(token.end)
      }
    }
    let bases = Set(
      pattern.units.joined().flatMap { way in
        tokens[way.term].map { Int($0.position) - way.offset }
      })
    var runs: [Range<Int>] = []
    for base in bases {
      let covered = pattern.units.map { unit in
        unit.contains { way in
          tokens[way.term].contains { Int($0.position) == base + way.offset }
        }
      }
      let starts = covered.indices.filter { covered[$0] && ($0 == 0 || !covered[$0 - 1]) }
      for start in starts {
        let count = covered[start...].prefix { $0 }.count
        runs.append(base + start..<base + start + count)
      }
    }
    let longest = runs.map(\.count).max() ?? 0
    if longest == 1, pattern.isHangulOnly { return [] }
    return runs.filter { $0.count == longest }.compactMap { bytes(of: $0, in: buffer) }
  }

  /// Where the second syllable of a bigram begins: where the token before it in its run ends.
  private func second(_ bigram: Token, in buffer: TokenBuffer) -> UInt32 {
    let before = buffer.tokens.first { token in
      token.kind == .wordStart && token.position == bigram.position
        || token.kind == .hangulBigram && token.position + 1 == bigram.position
    }
    return before?.end ?? bigram.start
  }

  private func bytes(of positions: Range<Int>, in buffer: TokenBuffer) -> Range<Int>? {
    let wholes = buffer.tokens.filter { $0.kind != .part }
    let start = wholes.last { Int($0.position) == positions.lowerBound }?.start
    let end = wholes.last { token in
      let width = token.kind == .hangulBigram ? 2 : 1
      return Int(token.position) + width == positions.upperBound
    }?.end
    guard let start, let end, end > start else { return nil }
    return Int(start)..<Int(end)
  }

  /// The densest run of matches within `limit` bytes, as `SnippetWindow` puts it in the middle.
  static func densest(_ matches: [Highlighter.Match], _ limit: Int) -> Range<Int> {
    var best = (range: 0..<0, different: 0, count: 0)
    for first in matches.indices {
      let start = matches[first].range.lowerBound
      let more = matches[(first + 1)...].prefix { $0.range.upperBound - start <= limit }
      let window = matches[first...first] + more
      let different = Set(window.map(\.pattern)).count
      if (different, window.count) > (best.different, best.count) {
        let end = matches[first + window.count - 1].range.upperBound
        best = (start..<max(start, end), different, window.count)
      }
    }
    return best.range
  }
}
