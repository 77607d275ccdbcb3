import TestSupport
import Testing

@testable import SearchServer

@Suite struct LineFramerTests {
  private func frames(_ pieces: [[UInt8]], limit: Int, ends: Bool = true) -> [LineFramer.Frame] {
    var framer = LineFramer(limit: limit)
    var frames: [LineFramer.Frame] = []
    for piece in pieces { framer.append(piece) { frames.append($0) } }
    if ends { framer.end { frames.append($0) } }
    return frames
  }

  private func line(_ text: String) -> LineFramer.Frame { .line(Array(text.utf8)) }

  @Test func cutsLines() {
    let pieces = ["a\r\nbb", "b\n\nc", "", "c"].map { Array($0.utf8) }
    #expect(frames(pieces, limit: 10) == [line("a"), line("bbb"), line(""), line("cc")])
    #expect(frames(pieces, limit: 10, ends: false).count == 3)
  }

  @Test func passesOverLongLines() {
    let pieces = ["abc\nabcd\nab", "cdefgh", "ij\nx\nabcd"].map { Array($0.utf8) }
    let a = UInt8(ascii: "a")
    #expect(
      frames(pieces, limit: 3)
        == [line("abc"), .tooLong(first: a), .tooLong(first: a), line("x"), .tooLong(first: a)])
  }

  @Test(arguments: [["  {xxx"], ["  ", "{xxx"], [" ", "   ", "\t\t", "{", "xx"], ["   {"]])
  func keepsWhatTellsTheKindOfALongLine(pieces: [String]) {
    let bytes = pieces.map { Array($0.utf8) }
    let found = frames(bytes + [Array("yy\n    \nxxxx".utf8)], limit: 3)
    #expect(
      found
        == [
          .tooLong(first: UInt8(ascii: "{")), .tooLong(first: nil),
          .tooLong(first: UInt8(ascii: "x")),
        ])
  }

  @Test func cutsAlikeHoweverThePiecesFall() {
    var generator = SeededGenerator()
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<200, using: &generator)).map { _ in
        [10, 13, 97, 98].randomElement(using: &generator) ?? 97 as UInt8
      }
      var pieces: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...20, using: &generator))
        pieces.append(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      #expect(
        frames(pieces, limit: 8) == frames([bytes], limit: 8), "PIDX_SEED=\(generator.seed)")
    }
  }
}
