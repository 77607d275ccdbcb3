import Testing

@testable import TextAnalysis

@Suite struct TokenBufferTests {
  @Test func positionsContinueOrLeaveAGap() {
    let analyzer = Analyzer(.standard)
    var buffer = TokenBuffer()
    analyzer.analyze(Array("가나 ab".utf8).span, into: &buffer)
    #expect(buffer.nextPosition == 3)
    buffer.nextPosition = 100
    analyzer.analyze(Array("cd".utf8).span, into: &buffer)
    #expect(buffer.tokens.last?.position == 100)
    #expect(buffer.tokens.last?.start == 0)
    buffer.removeAll()
    #expect(buffer.tokens.isEmpty && buffer.termBytes.isEmpty && buffer.nextPosition == 0)
  }

  @Test func bigramsShareTheirBytes() {
    let analyzer = Analyzer(.standard)
    var buffer = TokenBuffer()
    analyzer.analyze(Array("가나다라".utf8).span, into: &buffer)
    #expect(buffer.termBytes.count == 13)
    #expect(buffer.tokens.map { buffer.termString($0) } == ["^가", "가나", "나다", "다라"])
    #expect(buffer.tokens.first.map { Array(buffer.term($0)) } == [0x01, 0xEA, 0xB0, 0x80])
  }

  @Test func rulesHaveNames() {
    #expect(Set(TokenKind.allCases.map(\.rule)).count == TokenKind.allCases.count)
  }

  @Test func icuTellsItsVersion() {
    #expect(Analyzer.icuVersion.split(separator: ".").count == 2)
  }
}
