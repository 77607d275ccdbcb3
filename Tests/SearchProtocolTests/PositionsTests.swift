import SearchProtocol
import TestSupport
import Testing

@Suite struct PositionsTests {
  @Test func countsInEveryUnit() {
    let text = "a가🙂b"
    let ranges = [1..<4, 4..<8, 8..<9]
    #expect(Positions.utf8.convert(ranges, of: text) == ranges)
    #expect(Positions.utf16.convert(ranges, of: text) == [1..<2, 2..<4, 4..<5])
    #expect(Positions.char.convert(ranges, of: text) == [1..<2, 2..<3, 3..<4])
    #expect(Positions.utf16.units(in: text, bytes: 8) == 4)
    #expect(Positions.utf16.convert([100..<200], of: text) == [5..<5])
  }

  @Test func agreesWithSwift() {
    var generator = SeededGenerator()
    for _ in 0..<200 {
      let text = String(
        (0..<20).map { _ in ["a", "é", "가", "🙂", "\u{1100}"].randomElement(using: &generator) ?? ""
        }
        .joined())
      let scalars = text.unicodeScalars
      let start = scalars.indices.randomElement(using: &generator) ?? scalars.startIndex
      let bytes = text.utf8.distance(from: text.startIndex, to: start)
      #expect(
        Positions.utf16.units(in: text, bytes: bytes)
          == text.utf16.distance(from: text.startIndex, to: start), "PIDX_SEED=\(generator.seed)")
      #expect(
        Positions.char.units(in: text, bytes: bytes)
          == scalars.distance(from: scalars.startIndex, to: start), "PIDX_SEED=\(generator.seed)")
    }
  }
}
