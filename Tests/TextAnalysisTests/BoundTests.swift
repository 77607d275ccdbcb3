import TestSupport
import Testing

@testable import TextAnalysis

/// Long terms, long chunks, long lines.
@Suite struct BoundTests {
  @Test(arguments: ["a", "é", "1", "漢", "ไ", "д", "a1", "aB", "a."])
  func longRunsAreCut(unit: String) {
    let text = String(repeating: unit, count: 700)
    let tokens = analyzed(text).filter { $0.kind != .part }
    #expect(tokens.allSatisfy { $0.term.count <= 255 })
    #expect(tokens.map(\.position) == Array(0..<UInt32(tokens.count)))
    for (one, next) in zip(tokens, tokens.dropFirst()) { #expect(one.end <= next.start) }
    #expect(tokens.first?.start == 0)
    #expect(Int(tokens.last?.end ?? 0) >= text.utf8.count - 1)
  }

  @Test func aWordOf255BytesStaysWhole() {
    let word = String(repeating: "x", count: 255)
    #expect(analyzed(word).map(\.end) == [255])
    #expect(analyzed(word + "x").map(\.end) == [255, 256])
  }

  @Test func chunksAreBounded() {
    let hangul = String(repeating: "가나다", count: 20_000)
    let tokens = analyzed(hangul)
    let starts = tokens.filter { $0.kind == .wordStart }.map(\.start)
    #expect(starts == [0, 65_535, 131_070])  // whole scalars of three bytes within 65,536
    #expect(tokens == analyzed(Array(hangul.utf8), alwaysUsingICU: true))
  }

  @Test func aLineOfFiveMegabytes() {
    let unit = "가나다ABC,漢字1.5👍"
    let count = Rounds.of(5_000_000).count / unit.utf8.count
    let analyzer = Analyzer(.standard)
    var buffer = TokenBuffer()
    let bytes = Array(String(repeating: unit, count: count).utf8)
    analyzer.analyze(bytes.span, into: &buffer)
    #expect(buffer.tokens.count { $0.kind == .symbol } == count)
    #expect(buffer.tokens.last.map { Int($0.end) } == bytes.count)
  }

  /// Thousands of marks on one letter must not take quadratic time.
  @Test func manyMarks() {
    let marks = String(repeating: "\u{301}\u{323}", count: 500_000)
    #expect(!analyzed("e" + marks).isEmpty)
  }
}
