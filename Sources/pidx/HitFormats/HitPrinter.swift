import SearchIndex
import SearchServer

/// One answer, on its way to standard output.
struct HitPrinter {
  /// The searcher that found the hits.
  let searcher: Searcher
  /// Colours, or none.
  let style: Style
  /// The rank before the first hit shown.
  let offset: Int
  /// How paths are shown.
  let path = ShownPath(relativeTo: CurrentFolder.path)
  /// Where the lines go.
  var output = Output.standard

  /// Starts on an empty buffer.
  init(searcher: Searcher, style: Style, offset: Int) {
    self.searcher = searcher
    self.style = style
    self.offset = offset
  }

  /// Where else a hit's link is, as path:line.
  func alsoAt(_ shown: PresentedHit) -> [String] {
    shown.alsoAt.map { "\(path(root: $0.root, path: $0.path)):\($0.line)" }
  }

  /// Prints every hit with `show`, which gets its rank.
  mutating func each(
    _ results: SearchResults,
    show: (inout HitPrinter, PresentedHit, Hit, Int) throws -> Void
  ) throws {
    for (index, hit) in results.hits.enumerated() {
      let shown = try searcher.present(hit, of: results)
      try show(&self, shown, hit, offset + index + 1)
      try output.flushIfLarge()
    }
  }
}
