import TestSupport
import Testing

@testable import SearchIndex

@Suite("Counting bytes of a text")
struct ByteCountingTests {
  @Test("counts and lines are those of a look at every byte")
  func sameAsPlain() {
    var random = SeededGenerator()
    for _ in Rounds.of(300) {
      // Beyond 4,080 bytes a count is added up in parts.
      let text = (0..<random.below(random.once(in: 10) ? 9_000 : 800)).map { _ -> UInt8 in
        [0x0A, 0x0D, 0x61, 0xEA][random.below(random.once(in: 2) ? 4 : 1)]
      }
      let start = random.below(text.count + 1)
      let end = start + random.below(text.count - start + 1)
      let feeds = text[start..<end].filter { $0 == 0x0A }.count
      #expect(text.lineFeeds(in: start..<end) == feeds)
      #expect(text.lineFeeds(from: start, to: end) == feeds)
      #expect(text.lineFeeds(from: end, to: start) == -feeds)
      #expect(text.line(around: start) == Self.line(of: text, around: start))
    }
  }

  private static func line(of text: [UInt8], around offset: Int) -> Range<Int> {
    let start = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var end = text[offset...].firstIndex(of: 0x0A) ?? text.count
    if end > start, text[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}
