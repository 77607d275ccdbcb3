import TextAnalysis

/// Turns Markdown into sections: a heading directly below the document with the text up to the
/// next one, whatever its level.
///
/// Text before the first heading is a section of its own. A heading without text of its own whose
/// next heading is deeper is only a parent of others.
struct MarkdownReader {
  let longestBody: Int

  /// Streams the sections of `text`; linear.
  func read(
    _ text: Span<UInt8>, outliner: inout MarkdownOutliner, state: inout ReadState,
    section handler: SectionHandler
  ) throws {
    let newline = LineEnd.detect(in: text)
    let front = FrontMatter(text, newline: newline, warnings: &state.warnings)
    var builder = MarkdownSections(front: front, longestBody: longestBody, newline: newline)
    let line = 1 + text.occurrences(of: newline, in: 0..<front.end)
    try outliner.headings(of: text, from: front.end, line: line, newline: newline) { heading in
      try builder.finish(before: heading, of: text, state: &state, section: handler)
    }
    try builder.finish(before: nil, of: text, state: &state, section: handler)
  }
}

/// Builds sections out of a stream of headings.
struct MarkdownSections {
  private struct OpenHeading {
    let level: Int
    let title: String
    let link: String?
    let date: CivilDate?
  }

  private let front: FrontMatter
  private let cutter: BodyCutter
  private var lines: LineCounter
  private var headingText: HeadingText
  /// The headings around the current section; the last one is its own.
  private var open: [OpenHeading] = []
  private var current: OutlineHeading?

  init(front: FrontMatter, longestBody: Int, newline: UInt8) {
    self.front = front
    cutter = BodyCutter(limit: longestBody, newline: newline)
    lines = LineCounter(newline: newline)
    headingText = HeadingText(newline: newline)
  }

  /// Hands on the section that ends where `next` starts, or with the text, and opens `next`.
  mutating func finish(
    before next: OutlineHeading?, of text: Span<UInt8>, state: inout ReadState,
    section handler: SectionHandler
  ) throws {
    let start = current?.range.lowerBound ?? front.end
    let contentStart = current?.range.upperBound ?? front.end
    let end = next?.range.lowerBound ?? text.count
    let body = text.bodyRange(contentStart..<end)
    if !body.isEmpty {
      try write(start..<end, body: body, of: text, &state, handler)
    } else if let current, (next?.level ?? 0) <= current.level {
      try writeHeadingOnly(current, end: end, of: text, &state, handler)
    }
    if let next { enter(next, of: text) }
  }

  private mutating func enter(_ heading: OutlineHeading, of text: Span<UInt8>) {
    let plain = headingText.resolve(heading.range, of: text)
    while let last = open.last, last.level >= heading.level { open.removeLast() }
    open.append(
      OpenHeading(
        level: heading.level, title: plain.text, link: plain.link,
        date: CivilDate.parse(plain.text) ?? open.last?.date))
    current = heading
  }

  /// Hands on a section with a body, in pieces when it is long.
  private mutating func write(
    _ whole: Range<Int>, body: Range<Int>, of text: Span<UInt8>, _ state: inout ReadState,
    _ handler: SectionHandler
  ) throws {
    var section = template(for: whole)
    let authors = AuthorLine.names(in: text, body, newline: lines.newline)
    if !authors.isEmpty { section.authors = authors }
    if current == nil, section.title.isEmpty {
      section.title = FirstLine.title(of: text, body, newline: lines.newline) ?? ""
    }
    var start = body.lowerBound
    while start < body.upperBound {
      let end = cutter.firstPieceEnd(of: text, start..<body.upperBound)
      let piece = text.bodyRange(start..<end)
      if !piece.isEmpty {
        let line = lines.line(at: piece.lowerBound, in: text)
        let isFirst = start == body.lowerBound
        section.firstLine = isFirst ? (current?.line ?? line) : line
        section.bodyLine = line
        section.bodyOffset = lines.place
        let lower = isFirst ? whole.lowerBound : start
        section.byteRange = lower..<(end == body.upperBound ? whole.upperBound : end)
        section.bodyStart = piece.lowerBound
        try state.writer.write(&section, body: text.extracting(piece), to: handler)
      }
      start = end
    }
  }

  private mutating func writeHeadingOnly(
    _ heading: OutlineHeading, end: Int, of text: Span<UInt8>, _ state: inout ReadState,
    _ handler: SectionHandler
  ) throws {
    var section = template(for: heading.range.lowerBound..<end)
    section.firstLine = heading.line
    section.bodyLine = heading.line + heading.lineCount
    section.bodyStart = heading.range.upperBound
    let nothing = heading.range.upperBound..<heading.range.upperBound
    try state.writer.write(&section, body: text.extracting(nothing), to: handler)
  }

  /// A section with everything that does not depend on the body.
  private func template(for range: Range<Int>) -> Section {
    let own = open.last
    var title = own?.title ?? ""
    if title.isEmpty { title = front.title ?? "" }
    var section = Section(title: title, firstLine: 1, byteRange: range)
    section.headingPath = open.dropLast().map(\.title)
    section.link = own?.link ?? front.link
    section.authors = front.authors
    section.tags = front.tags
    section.date = own?.date ?? front.date
    return section
  }
}
