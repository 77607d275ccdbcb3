/// Cuts plain text into pages: at form feeds, and where a page grows too long.
///
/// Every page has the same title: the first non-blank line of the file when it has at most 80
/// characters, else the file's name. That line stays part of the first page's body. Blank pages
/// are no sections.
struct PlainTextReader {
  let longestPage: Int

  /// Streams the pages of `text`; linear.
  func read(
    _ text: Span<UInt8>, state: inout ReadState, section handler: SectionHandler
  ) throws {
    let newline = LineEnd.detect(in: text)
    let title = FirstLine.title(of: text, 0..<text.count, newline: newline) ?? ""
    let cutter = BodyCutter(limit: longestPage, newline: newline)
    var lines = LineCounter(newline: newline)
    var start = 0
    while start < text.count {
      let feed = text.firstIndex(of: 0x0C, in: start..<min(text.count, start + longestPage))
      let page: Range<Int>
      if let feed {
        page = start..<feed
        start = feed + 1
      } else {
        page = start..<cutter.firstPieceEnd(of: text, start..<text.count)
        start = page.upperBound
      }
      try write(page, of: text, title: title, &lines, &state, handler)
    }
  }

  private func write(
    _ page: Range<Int>, of text: Span<UInt8>, title: String, _ lines: inout LineCounter,
    _ state: inout ReadState, _ handler: SectionHandler
  ) throws {
    let body = text.bodyRange(page)
    guard !body.isEmpty else { return }
    let line = lines.line(at: body.lowerBound, in: text)
    var section = Section(title: title, firstLine: line, byteRange: page)
    section.bodyStart = body.lowerBound
    section.bodyOffset = lines.place
    try state.writer.write(&section, body: text.extracting(body), to: handler)
  }
}

extension Span where Element == UInt8 {
  /// `range` without blank lines before it and white space after it; the first line keeps its
  /// indentation.
  func bodyRange(_ range: Range<Int>) -> Range<Int> {
    let content = trimmed(range)
    guard !content.isEmpty else { return range.upperBound..<range.upperBound }
    var start = content.lowerBound
    while start > range.lowerBound, self[start - 1] == 0x20 || self[start - 1] == 0x09 {
      start -= 1
    }
    return start..<content.upperBound
  }
}
