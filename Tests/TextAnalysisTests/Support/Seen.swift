@testable import TextAnalysis

/// A token without its place in a buffer, so that two analyses can be compared.
struct Seen: Equatable, CustomStringConvertible {
  var term: [UInt8]
  var kind: TokenKind
  var position: UInt32
  var start: UInt32
  var end: UInt32

  /// `term/kind@position:start-end`, as the tables write it.
  var description: String {
    let shown =
      kind == .wordStart
      ? "^" + String(decoding: term.dropFirst(), as: UTF8.self)
      : String(decoding: term, as: UTF8.self)
    return "\(shown)/\(kind)@\(position):\(start)-\(end)"
  }

  /// The same token in a text where it stands later.
  func moved(bytes: Int, positions: UInt32) -> Seen {
    var moved = self
    moved.start += UInt32(bytes)
    moved.end += UInt32(bytes)
    moved.position += positions
    return moved
  }
}

extension TokenBuffer {
  var seen: [Seen] {
    tokens.map {
      Seen(
        term: Array(term($0)), kind: $0.kind, position: $0.position, start: $0.start, end: $0.end)
    }
  }
}

/// The tokens of some bytes by a fresh buffer.
func analyzed(
  _ bytes: [UInt8], by analyzer: Analyzer = Analyzer(.standard), alwaysUsingICU: Bool = false
) -> [Seen] {
  analyzer.alwaysUsesICU = alwaysUsingICU
  var buffer = TokenBuffer()
  analyzer.analyze(bytes.span, into: &buffer)
  return buffer.seen
}

func analyzed(_ text: String, _ kind: AnalyzerKind = .standard) -> [Seen] {
  analyzed(Array(text.utf8), by: Analyzer(kind))
}

/// The tokens of a text as the tables write them.
func table(_ text: String, _ kind: AnalyzerKind = .standard) -> [String] {
  analyzed(text, kind).map(\.description)
}

/// The terms of a text, each once a token, for people.
func terms(_ text: String) -> [String] {
  table(text).map { String($0.prefix { $0 != "/" }) }
}
