import SearchIndex
import SearchProtocol

extension HitReply {
  /// The reply that shows a hit.
  ///
  /// - Parameters:
  ///   - shown: The hit as it was presented.
  ///   - hit: The hit itself.
  ///   - path: How paths are shown.
  public init(_ shown: PresentedHit, _ hit: Hit, path: ShownPath) {
    self.init(shown, hit, ShownPath.full(root: shown.root, path: shown.path), path)
  }

  /// The same, where the absolute path of the file is known.
  init(_ shown: PresentedHit, _ hit: Hit, _ file: String, _ path: ShownPath) {
    self.init()
    score = hit.score
    self.path = path(file)
    line = shown.line
    column = shown.column
    title = shown.title
    headings = shown.headings
    date = shown.date
    link = shown.link.isEmpty ? nil : shown.link
    document = shown.documentID
    highlights = shown.highlights
    text = shown.snippet
    also = shown.alsoAt.map { "\(path(root: $0.root, path: $0.path)):\($0.line)" }
    details = Details(
      titleHighlights: shown.titleHighlights, lineText: shown.lineText,
      lineHighlights: shown.lineHighlights)
    factors = hit.explanation?.lines.map {
      ScoreFactor(term: $0.term, value: $0.value, detail: $0.detail)
    }
  }

  /// Counts columns and ranges in another unit than bytes.
  mutating func convert(to positions: Positions, _ shown: PresentedHit) {
    switch positions {
    case .utf8: return
    case .utf16: column = shown.columnUTF16
    case .char: column = shown.columnScalars
    }
    highlights = positions.convert(highlights, of: text)
    guard var details else { return }
    details.titleHighlights = positions.convert(details.titleHighlights, of: title)
    details.lineHighlights = positions.convert(details.lineHighlights, of: details.lineText)
    self.details = details
  }
}
