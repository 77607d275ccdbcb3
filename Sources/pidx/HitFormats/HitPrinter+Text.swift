import SearchIndex
import SearchProtocol

/// Hits for people:
///
///     1  12.25  2023/12/05.md:231  2023-12-05
///        Title of the section
///        Daily Papers › Heading above
///        https://example.org/
///        snippet, with the words found highlighted
extension HitPrinter {
  private static let indent = "    "

  /// Prints every hit and how many there are.
  mutating func printText(_ results: SearchResults) throws {
    try each(results) { printer, shown, hit, rank in printer.text(shown, hit, rank) }
    guard !results.hits.isEmpty else { return }
    footer(results)
  }

  private mutating func text(_ shown: PresentedHit, _ hit: Hit, _ rank: Int) {
    let place = style(.path, path(root: shown.root, path: shown.path))
    var first = "\(padded("\(rank)", to: 2))  \(style(.faint, fixed(hit.score, decimals: 2)))"
    first += "  \(place):\(style(.line, "\(shown.line)"))"
    if let date = shown.date, !date.isEmpty { first += "  \(SafeText.oneLine(date))" }
    output.append(first + "\n")
    if !shown.title.isEmpty {
      output.append(Self.indent)
      style.append(shown.title, matches: shown.titleHighlights, role: .title, to: &output)
      output.append("\n")
    }
    if !shown.headings.isEmpty {
      output.append("\(Self.indent)\(style(.faint, shown.headings.joined(separator: " › ")))\n")
    }
    if !shown.link.isEmpty { output.append("\(Self.indent)\(style(.link, shown.link))\n") }
    if !shown.alsoAt.isEmpty {
      let places = SafeText.oneLine(alsoAt(shown).joined(separator: ", "))
      output.append("\(Self.indent)\(style(.faint, "also at \(places)"))\n")
    }
    snippet(shown)
    if let explanation = hit.explanation { explain(explanation, score: hit.score) }
    output.append("\n")
  }

  private mutating func snippet(_ shown: PresentedHit) {
    guard !shown.snippet.isEmpty else { return }
    style.append(
      shown.snippet, matches: shown.highlights, indent: Self.indent, to: &output)
    output.append("\n")
  }

  private mutating func explain(_ explanation: Explanation, score: Double) {
    let terms = explanation.lines.map { SafeText.oneLine($0.term) }
    let width = terms.map(displayWidth).max() ?? 0
    for (line, term) in zip(explanation.lines, terms) {
      let value = rightAligned(fixed(line.value, decimals: 4), to: 9)
      output.append(
        "\(Self.indent)\(value)  \(padded(term, to: width))  \(SafeText.oneLine(line.detail))\n")
    }
    let sum = explanation.lines.reduce(0) { $0 + $1.value }
    output.append("\(Self.indent)\(rightAligned(fixed(sum, decimals: 4), to: 9))  sum\n")
  }

  private mutating func footer(_ results: SearchResults) {
    let last = offset + results.hits.count
    let total = "\(grouped(results.total))\(results.totalIsExact ? "" : "+")"
    let seen = last + results.hidden
    let isAll = offset == 0 && seen == results.total && results.totalIsExact
    var line = isAll ? total : "\(grouped(offset + 1))–\(grouped(last)) of \(total)"
    line += total == "1" ? " section" : " sections"
    if seen < results.total { line += "; more with --offset \(last)" }
    output.append(style(.faint, line) + "\n")
  }
}
