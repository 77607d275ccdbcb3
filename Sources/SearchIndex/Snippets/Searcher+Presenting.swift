import IndexBytes
import TextAnalysis

extension Searcher {
  /// Bytes of a line that are shown at most.
  static let lineBytes = 400

  /// Everything to show of a hit: its place in the corpus and what of it matches.
  ///
  /// O(section): the stored text is analyzed again, so highlights are exact.
  ///
  /// - Parameters:
  ///   - hit: One of the hits of `results`.
  ///   - results: What the search returned.
  ///   - snippetBytes: Bytes of text around the densest part of the match.
  /// - Returns: The hit's place, fields, snippet and highlights.
  /// - Throws: `.corrupt` where the segment is damaged.
  public func present(
    _ hit: Hit, of results: SearchResults, snippetBytes: Int = 320
  ) throws(IndexError) -> PresentedHit {
    let segment = snapshot.segments[hit.segment].segment
    let row = try segment.row(Int(hit.section))
    let file = try segment.fileRecord(Int(row.file))
    let raw = try rawBlock(row.block, ofSegment: hit.segment)
    let record = try segment.record(row, in: raw)
    let marking = highlighter(of: results)
    let id = try segment.id(Int(hit.section))
    let title = Array(DisplayTitle.of(record, id: id, path: file.path).utf8)
    let titleMarks = MarkedText(title, 0..<title.count, marking.matches(in: title))
    var presented = PresentedHit(
      score: hit.score, root: snapshot.root(of: file), path: file.path,
      line: Int(row.firstLine), column: 1, sectionLine: Int(row.firstLine),
      ordinal: Int(row.ordinal), id: id,
      title: String(decoding: title, as: UTF8.self),
      titleHighlights: titleMarks.marks, headings: record.headings, link: record.link,
      authors: record.authors, tags: record.tags,
      date: row.date == SectionRow.noDate ? nil : CivilDate(daysSince1970: row.date).description,
      snippet: "",
      snippetLine: Int(row.firstLine), highlights: [], lineText: titleMarks.text,
      lineHighlights: titleMarks.marks)
    presented.alsoAt = try places(hit.others)
    presented.fileSize = file.size
    presented.fileModified = snapshot.segments[hit.segment].modified(Int(row.file), file)
    let matches = marking.matches(in: record.body)
    showBody(record.body, matches, row, snippetBytes, in: &presented)
    return presented
  }

  private func showBody(
    _ body: [UInt8], _ matches: [Highlighter.Match], _ row: SectionRow, _ limit: Int,
    in presented: inout PresentedHit
  ) {
    guard !body.isEmpty else { return }
    let window = SnippetWindow(body, matches, limit: limit)
    let snippet = MarkedText(body, window.range, matches)
    presented.snippet = snippet.text
    presented.highlights = snippet.marks
    presented.snippetLine = Self.line(of: window.range.lowerBound, body, row)
    guard let first = matches.first(where: { $0.range.overlaps(window.range) }) ?? matches.first
    else { return }
    let start = first.range.lowerBound
    presented.line = Self.line(of: start, body, row)
    let line = Self.lineRange(around: start, in: body)
    // A record is one line of its file, whatever line breaks its text has.
    if row.bodyLine > 0 { presented.setColumn(behind: body[line.lowerBound..<start]) }
    let shown = SnippetWindow(
      Array(body[line]),
      [.init(range: first.range.clamped(to: line).offset(by: -line.lowerBound), pattern: 0)],
      limit: Self.lineBytes)
    let text = MarkedText(body, shown.range.offset(by: line.lowerBound), matches)
    presented.lineText = text.text
    presented.lineHighlights = text.marks
  }

  private static func line(of offset: Int, _ body: [UInt8], _ row: SectionRow) -> Int {
    guard row.bodyLine > 0 else { return Int(row.firstLine) }
    return Int(row.bodyLine) + body[..<offset].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  private static func lineRange(around offset: Int, in body: [UInt8]) -> Range<Int> {
    let start = body[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var end = body[offset...].firstIndex(of: 0x0A) ?? body.count
    if end > start, end <= body.count, body[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  /// A record's id, else the path below its root, "#" and the section's number in the file.
  public func documentID(_ hit: Hit) throws(IndexError) -> String {
    let segment = snapshot.segments[hit.segment].segment
    let id = try segment.id(Int(hit.section))
    if !id.isEmpty { return id }
    let row = try segment.row(Int(hit.section))
    return try segment.fileRecord(Int(row.file)).path + "#\(row.ordinal)"
  }
}

extension PresentedHit {
  /// Sets the column to the one behind some bytes of the line.
  fileprivate mutating func setColumn(behind bytes: ArraySlice<UInt8>) {
    column = bytes.count + 1
    // A scalar counts at its first byte; one of four bytes is two UTF-16 units.
    columnScalars = bytes.count { $0 & 0xC0 != 0x80 } + 1
    columnUTF16 = columnScalars + bytes.count { $0 >= 0xF0 }
  }
}

extension Range where Bound == Int {
  /// The range moved by `distance`.
  fileprivate func offset(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
