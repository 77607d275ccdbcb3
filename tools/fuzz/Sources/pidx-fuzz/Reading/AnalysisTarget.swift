@testable import TextAnalysis

/// Any bytes as text: sound tokens, and the same with ICU alone as with the fast path.
enum AnalysisTarget {
  // libFuzzer runs one input at a time, on one thread.
  nonisolated(unsafe) private static let analyzer = Analyzer(.standard)

  static func run(_ input: [UInt8]) {
    let fast = tokens(of: input, usingICU: false)
    check(fast, of: input)
    let slow = tokens(of: input, usingICU: true)
    require(fast.tokens.count == slow.tokens.count, "the fast path gives other tokens than ICU")
    for (one, other) in zip(fast.tokens, slow.tokens) {
      require(
        one.kind == other.kind && one.position == other.position && one.start == other.start
          && one.end == other.end && fast.term(one).elementsEqual(slow.term(other)),
        "the fast path gives another token than ICU")
    }
  }

  private static func tokens(of text: [UInt8], usingICU: Bool) -> TokenBuffer {
    analyzer.alwaysUsesICU = usingICU
    var buffer = TokenBuffer()
    analyzer.analyze(text.span, into: &buffer)
    return buffer
  }

  private static func check(_ buffer: TokenBuffer, of text: [UInt8]) {
    var previous: Token?
    for token in buffer.tokens {
      require(token.start < token.end && Int(token.end) <= text.count, "a token outside the text")
      require((1...255).contains(token.termLength), "a term of \(token.termLength) bytes")
      require(String(validating: buffer.term(token), as: UTF8.self) != nil, "a term not UTF-8")
      if let previous {
        require(
          previous.position <= token.position && previous.start <= token.start,
          "tokens out of order")
      }
      previous = token
    }
  }
}
