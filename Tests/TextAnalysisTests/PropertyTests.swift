import TestSupport
import Testing

@testable import TextAnalysis

/// What holds for every text, however hostile.
@Suite struct PropertyTests {
  /// Scalar boundaries of UTF-8 text; of ill-formed text, those of its well-formed parts.
  private func boundaries(of bytes: [UInt8]) -> Set<UInt32> {
    var result: Set<UInt32> = [UInt32(bytes.count)]
    var decoder = Unicode.UTF8.ForwardParser()
    var rest = bytes[...].makeIterator()
    var at: UInt32 = 0
    while true {
      result.insert(at)
      switch decoder.parseScalar(from: &rest) {
      case .valid(let scalar): at += UInt32(scalar.count)
      case .error(let length): at += UInt32(length)
      case .emptyInput: return result
      }
    }
  }

  private func expectSound(_ tokens: [Seen], of bytes: [UInt8]) {
    let boundaries = boundaries(of: bytes)
    for token in tokens {
      #expect(token.start < token.end && Int(token.end) <= bytes.count)
      #expect(boundaries.contains(token.start) && boundaries.contains(token.end))
      #expect((1...255).contains(token.term.count))
      #expect(String(validating: token.term, as: UTF8.self) != nil)
    }
    for (one, next) in zip(tokens, tokens.dropFirst()) {
      #expect(one.position <= next.position && one.start <= next.start)
    }
  }

  @Test func sampleIsSound() {
    let bytes = Array(sample.utf8)
    expectSound(analyzed(bytes), of: bytes)
    expectSound(analyzed(bytes, alwaysUsingICU: true), of: bytes)
  }

  @Test func randomTextIsSound() {
    var random = SeededGenerator("randomTextIsSound")
    let analyzer = Analyzer(.standard)
    for _ in Rounds.of(3_000) {
      let bytes = Array(random.text(of: meanAlphabet, longest: 40).utf8)
      expectSound(analyzed(bytes, by: analyzer), of: bytes)
    }
  }

  @Test func randomBytesAreSound() {
    var random = SeededGenerator("randomBytesAreSound")
    let analyzer = Analyzer(.standard)
    for _ in Rounds.of(10_000) {
      let bytes = random.bytes(longest: 60)
      expectSound(analyzed(bytes, by: analyzer), of: bytes)
    }
  }

  @Test func damagedTextIsSound() {
    var random = SeededGenerator("damagedTextIsSound")
    let analyzer = Analyzer(.standard)
    for _ in Rounds.of(3_000) {
      var bytes = Array(random.text(of: meanAlphabet, longest: 30).utf8) + [0x61]
      bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      expectSound(analyzed(bytes, by: analyzer), of: bytes)
    }
  }

  /// Analysis of two lines is the analysis of one, then of the other.
  @Test func linesAreIndependent() {
    var random = SeededGenerator("linesAreIndependent")
    let analyzer = Analyzer(.standard)
    for _ in Rounds.of(3_000) {
      let one = Array(random.text(of: meanAlphabet, longest: 20).utf8)
      let other = Array(random.text(of: meanAlphabet, longest: 20).utf8)
      var buffer = TokenBuffer()
      analyzer.analyze(one.span, into: &buffer)
      let count = buffer.tokens.count
      analyzer.analyze(other.span, into: &buffer)
      let apart =
        buffer.seen.prefix(count)
        + buffer.seen.dropFirst(count).map { $0.moved(bytes: one.count + 1, positions: 0) }
      #expect(analyzed(one + [0x0A] + other, by: analyzer) == Array(apart))
    }
  }

  /// Every assigned scalar by itself, through ICU: folded, classified and within its own line.
  @Test func everyScalarIsSound() {
    let analyzer = Analyzer(.standard)
    for block in stride(from: UInt32(0), to: 0x110000, by: 256) {
      let scalars = (block..<block + 256).compactMap(Unicode.Scalar.init).filter {
        $0.properties.generalCategory != .unassigned && $0.properties.generalCategory != .privateUse
      }
      let text = Array(scalars.map { String($0) }.joined(separator: "\n").utf8)
      let tokens = analyzed(text, by: analyzer, alwaysUsingICU: true)
      let isSound = tokens.allSatisfy { token in
        let range = Int(token.start)..<Int(token.end)
        return range.upperBound <= text.count && !range.isEmpty && !text[range].contains(0x0A)
          && (1...255).contains(token.term.count)
      }
      #expect(isSound, "U+\(String(block, radix: 16)) and after")
    }
  }

  /// An analyzer that has met any text gives what a fresh one gives.
  @Test func nothingIsRememberedButStems() {
    var random = SeededGenerator("nothingIsRememberedButStems")
    let used = Analyzer(.standard)
    #expect(analyzed(Array("ー漢".utf8)) == analyzed(Array("ー漢".utf8), by: used))
    for _ in Rounds.of(1_000) {
      let bytes = Array(random.text(of: meanAlphabet, longest: 20).utf8)
      #expect(analyzed(bytes, by: used) == analyzed(bytes))
    }
  }

  /// Bytes that are no UTF-8 part words and move nothing.
  @Test(
    arguments: [
      [0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xEA, 0xB0],
      [0xE2, 0x80], [0xF0, 0x9F, 0x91], [0x00], [0xC2], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
    ] as [[UInt8]])
  func illFormedBytesSeparate(bytes: [UInt8]) {
    let text = Array("가".utf8) + bytes + Array("ab".utf8)
    let expected = [
      "가/hangulSyllable@0:0-3", "^가/wordStart@0:0-3",
      "ab/word@1:\(3 + bytes.count)-\(5 + bytes.count)",
    ]
    #expect(analyzed(text).map(\.description) == expected)
  }

  @Test func nothingGivesNothing() {
    #expect(analyzed([]).isEmpty)
    #expect(analyzed(" \t\r\n\u{B}\u{C}").isEmpty)
    #expect(analyzed("\u{0}\u{AD}\u{200B}\u{301}").isEmpty)
  }
}
