/// Turns the lines of a JSON Lines text into sections, one a record.
struct JSONLinesReader {
  /// The number of the last line seen.
  private(set) var line = 0
  private var decoded: [UInt8] = []

  /// Reads every line in `range` of `text`, the first byte of which is at `base` in the file.
  ///
  /// A malformed line is warned of and passed over. Linear.
  mutating func readLines(
    of text: Span<UInt8>, _ range: Range<Int>, base: Int, state: inout ReadState,
    section handler: SectionHandler
  ) throws {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = text.lineEnd(from: start, to: range.upperBound, newline: 0x0A)
      line += 1
      let content = text.trimmed(start..<end)
      if !content.isEmpty {
        try readLine(
          of: text, content, whole: base + start..<base + end, state: &state, section: handler)
      }
      start = end
    }
  }

  /// Counts a line that was too long to be read.
  mutating func skipLine(longerThan limit: Int, warnings: inout WarningLog) {
    line += 1
    warnings.add("line \(line): longer than \(limit) bytes; skipped")
  }

  private mutating func readLine(
    of text: Span<UInt8>, _ content: Range<Int>, whole: Range<Int>, state: inout ReadState,
    section handler: SectionHandler
  ) throws {
    let record: Record
    do throws(JSONError) {
      record = try Record(text, content)
    } catch {
      let column = error.offset - content.lowerBound + 1
      state.warnings.add("line \(line): \(error.what) at byte \(column); skipped")
      return
    }
    guard let string = record.text, string.isEscaped else {
      try write(record, body: text, record.text?.range ?? 0..<0, whole, &state, handler)
      return
    }
    decoded.removeAll(keepingCapacity: true)
    JSONEscapes.decode(string, of: text, into: &decoded)
    try write(record, body: decoded.span, 0..<decoded.count, whole, &state, handler)
    if decoded.capacity > WholeFile.keptCapacity { decoded = [] }
  }

  private func write(
    _ record: Record, body: Span<UInt8>, _ range: Range<Int>, _ whole: Range<Int>,
    _ state: inout ReadState, _ handler: SectionHandler
  ) throws {
    let title = record.title?.trimmedASCII() ?? ""
    let isBlank = body.trimmed(range).isEmpty
    guard !title.isEmpty || !isBlank else {
      state.warnings.add("line \(line): neither \"title\" nor \"text\"; skipped")
      return
    }
    var section = Section(title: title, firstLine: line, byteRange: whole)
    section.id = record.id
    section.link = [record.url, record.link].lazy.compactMap { $0 }.first { !$0.isEmpty }
    section.authors = record.authors
    section.tags = record.tags
    section.date = record.date
    try state.writer.write(&section, body: body.extracting(range), to: handler, namesFile: false)
  }
}
