import SearchIndex

extension HitPrinter {
  /// Prints `path:line:col:text` for every hit; the column counts bytes from 1.
  mutating func printVimgrep(_ results: SearchResults) throws {
    try each(results) { printer, shown, _, _ in printer.vimgrep(shown) }
  }

  private mutating func vimgrep(_ shown: PresentedHit) {
    let place = style(.path, path(root: shown.root, path: shown.path))
    output.append("\(place):\(style(.line, "\(shown.line)")):\(shown.column):")
    style.append(shown.lineText, matches: shown.lineHighlights, to: &output)
    output.append("\n")
  }
}
