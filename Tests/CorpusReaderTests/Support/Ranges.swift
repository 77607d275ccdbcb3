import CorpusReader
import Glibc
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
    lines.line += count(of: newline, in: text, lines.offset..<offset)
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
    #expect(holds(text, read.body, at: body.lowerBound), sourceLocation: sourceLocation)
    if !read.body.isEmpty {
      #expect(line(at: body.lowerBound) == section.bodyLine, sourceLocation: sourceLocation)
    }
    #expect(section.firstLine <= section.bodyLine, sourceLocation: sourceLocation)
    #expect(!section.title.isEmpty, sourceLocation: sourceLocation)
  }
}

// Both by the C library: a debug build looks at megabytes byte by byte too slowly.

/// How often a byte stands in a part of a text.
private func count(of byte: UInt8, in text: [UInt8], _ range: Range<Int>) -> Int {
  text.withUnsafeBytes { bytes in
    var rest = UnsafeRawBufferPointer(rebasing: bytes[range])
    var count = 0
    while let start = rest.baseAddress, let found = memchr(start, Int32(byte), rest.count) {
      count += 1
      rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(found) - start + 1)...])
    }
    return count
  }
}

/// Whether a text has a part at an offset, which leaves room for it.
private func holds(_ text: [UInt8], _ part: [UInt8], at offset: Int) -> Bool {
  text.withUnsafeBytes { bytes in
    part.withUnsafeBytes { part in
      guard let start = bytes.baseAddress, let other = part.baseAddress else { return part.isEmpty }
      return memcmp(start + offset, other, part.count) == 0
    }
  }
}
