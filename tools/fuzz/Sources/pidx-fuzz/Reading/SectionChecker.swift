@testable import CorpusReader

/// What holds for the sections of every text.
struct SectionChecker {
  let textCount: Int
  private var count = 0
  private var end = 0
  private var line = 1

  init(textCount: Int) { self.textCount = textCount }

  mutating func check(_ section: borrowing Section, _ body: Span<UInt8>) {
    count += 1
    require(section.ordinal == count, "ordinals out of order")
    let range = section.byteRange
    require(range.lowerBound >= end && range.upperBound <= textCount, "sections that overlap")
    require(range.lowerBound <= section.bodyStart, "a body before its section")
    require(section.bodyStart <= range.upperBound, "a body behind its section")
    require(section.firstLine >= line, "lines that go back")
    require(section.bodyLine >= section.firstLine, "a body above its heading")
    require(!section.title.utf8.contains { $0 == 0x0A || $0 == 0x0D }, "a title of several lines")
    end = range.upperBound
    line = section.firstLine
  }
}
