import IndexBytes
import TextAnalysis

extension Searcher {
  /// Everything to show of a hit: its place in the corpus and what of it matches.
  ///
  /// O(section): the stored text is analyzed again, so highlights are exact.
  ///
  /// - Parameters:
  ///   - hit: One of the hits of `results`.
  ///   - results: What the search returned.
  ///   - snippetBytes: Bytes of text around the densest part of the match.
  ///   - details: What is wanted besides.
  /// - Returns: The hit's place, fields, snippet and highlights.
  /// - Throws: `.corrupt` where the segment is damaged.
  public func present(
    _ hit: Hit, of results: SearchResults, snippetBytes: Int = 320, _ details: HitDetails = .all
  ) throws(IndexError) -> PresentedHit {
    let segment = snapshot.segments[hit.segment].segment
    let row = try segment.row(Int(hit.section))
    let file = try segment.fileRecord(Int(row.file))
    let raw = try rawBlock(row.block, ofSegment: hit.segment)
    let record = try segment.record(row, in: raw, withNames: false)
    let marking = highlighter(of: results)
    let id = try segment.id(Int(hit.section))
    var presented = PresentedHit(
      score: hit.score, root: snapshot.root(of: file), path: file.path,
      file: FileKey(segment: hit.segment, number: Int(row.file)),
      line: Int(row.firstLine), column: 1, sectionLine: Int(row.firstLine),
      ordinal: Int(row.ordinal), id: id,
      title: DisplayTitle.of(record, id: id, path: file.path),
      titleHighlights: [], headings: record.headings, link: record.link,
      date: row.date == SectionRow.noDate ? nil : CivilDate(daysSince1970: row.date).description,
      snippet: "", snippetLine: Int(row.firstLine), highlights: [], lineText: "",
      lineHighlights: [])
    if details.contains(.line) { presented.showTitleAsLine(marking) }
    presented.alsoAt = try places(hit.others)
    presented.fileSize = file.size
    presented.fileModified = snapshot.segments[hit.segment].modified(Int(row.file), file)
    if !record.body.isEmpty {
      let matches = marking.matches(in: record.body)
      presented.showBody(
        record.body, matches, row, snippetBytes: snippetBytes, details)
    }
    return presented
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
  /// Bytes of a line that are shown at most.
  static let lineBytes = 400

  /// Marks the title, and shows it as the line of the match until the body has one.
  fileprivate mutating func showTitleAsLine(_ marking: Highlighter) {
    let bytes = Array(title.utf8)
    let marked = MarkedText(bytes, 0..<bytes.count, marking.matches(in: bytes, isTitle: true))
    titleHighlights = marked.marks
    lineText = marked.text
    lineHighlights = marked.marks
  }

  /// Shows what of a body that is not empty matches.
  fileprivate mutating func showBody(
    _ body: [UInt8], _ matches: [Highlighter.Match], _ row: SectionRow, snippetBytes: Int,
    _ details: HitDetails
  ) {
    let window = SnippetWindow(body, matches, limit: snippetBytes).range
    let marked = MarkedText(body, window, matches)
    snippet = marked.text
    highlights = marked.marks
    // A record is one line of its file, whatever line breaks its text has.
    let hasLines = row.bodyLine > 0
    if hasLines {
      snippetLine = Int(row.bodyLine) + body.lineFeeds(in: 0..<window.lowerBound)
    }
    guard
      let first = matches.first(where: { $0.range.overlaps(window) })?.range
        ?? matches.first?.range
    else { return }
    line = Int(row.firstLine)
    let around = body.line(around: first.lowerBound)
    if hasLines {
      line = snippetLine + body.lineFeeds(from: window.lowerBound, to: first.lowerBound)
      let before = around.lowerBound..<first.lowerBound
      // A body that is a piece of a long line begins within it.
      var place = around.lowerBound == 0 ? row.bodyOffset : LineOffset()
      column = place.bytes + before.count + 1
      if details.contains(.columns) {
        place.advance(over: body.span, before)
        (columnScalars, columnUTF16) = (place.scalars + 1, place.utf16 + 1)
      }
    }
    if details.contains(.line) { showLine(around, first, of: body, matches) }
  }

  /// Shows as much of a line as is shown at most, around its first match.
  private mutating func showLine(
    _ line: Range<Int>, _ first: Range<Int>, of body: [UInt8], _ matches: [Highlighter.Match]
  ) {
    let match = first.clamped(to: line).offset(by: -line.lowerBound)
    let shown = SnippetWindow(
      Array(body[line]), [.init(range: match, pattern: 0)], limit: Self.lineBytes)
    let marked = MarkedText(body, shown.range.offset(by: line.lowerBound), matches)
    lineText = marked.text
    lineHighlights = marked.marks
  }
}

extension Range where Bound == Int {
  /// The range moved by `distance`.
  fileprivate func offset(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
