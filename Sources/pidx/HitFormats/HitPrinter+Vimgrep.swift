import SearchProtocol

extension HitPrinter {
  /// Appends `path:line:col:text`; the column counts bytes from 1.
  mutating func appendVimgrep(_ hit: HitReply) {
    output.append("\(style(.path, hit.path)):\(style(.line, "\(hit.line)")):\(hit.column):")
    style.append(
      hit.details?.lineText ?? hit.title, matches: hit.details?.lineHighlights ?? [], to: &output)
    output.append("\n")
  }
}
