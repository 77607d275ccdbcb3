import CorpusReader
import Testing

/// Checks that every section's places agree with the decoded text: the body is found at
/// `bodyStart`, lines are those of the offsets, and sections follow one another.
func checkRanges(
  _ result: ReadResult, in text: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) {
  let newline: UInt8 = text.contains(0x0A) || !text.contains(0x0D) ? 0x0A : 0x0D
  var end = 0
  var lines = (offset: 0, line: 1)
  func line(at offset: Int) -> Int {
    if offset < lines.offset { lines = (0, 1) }
    for index in lines.offset..<offset where text[index] == newline { lines.line += 1 }
    lines.offset = offset
    return lines.line
  }
  for (index, read) in result.sections.enumerated() {
    let section = read.section
    #expect(section.ordinal == index + 1, sourceLocation: sourceLocation)
    #expect(section.byteRange.lowerBound >= end, sourceLocation: sourceLocation)
    end = section.byteRange.upperBound
    let body = section.bodyStart..<section.bodyStart + read.body.count
    guard end <= text.count, section.byteRange.lowerBound <= body.lowerBound, body.upperBound <= end
    else {
      Issue.record("ranges out of bounds: \(section)", sourceLocation: sourceLocation)
      continue
    }
    #expect(text[body].elementsEqual(read.body), sourceLocation: sourceLocation)
    if !read.body.isEmpty {
      #expect(line(at: body.lowerBound) == section.bodyLine, sourceLocation: sourceLocation)
    }
    #expect(section.firstLine <= section.bodyLine, sourceLocation: sourceLocation)
    #expect(!section.title.isEmpty, sourceLocation: sourceLocation)
  }
}
