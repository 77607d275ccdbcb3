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

  /// Appends a hit and an empty line.
  mutating func appendText(_ hit: HitReply) {
    var first = "\(padded("\(hit.rank)", to: 2))  \(style(.faint, fixed(hit.score, decimals: 2)))"
    first += "  \(style(.path, hit.path)):\(style(.line, "\(hit.line)"))"
    if let date = hit.date, !date.isEmpty { first += "  \(SafeText.oneLine(date))" }
    output.append(first + "\n")
    if !hit.title.isEmpty {
      output.append(Self.indent)
      let matches = hit.details?.titleHighlights ?? []
      style.append(hit.title, matches: matches, role: .title, to: &output)
      output.append("\n")
    }
    if !hit.headings.isEmpty {
      output.append("\(Self.indent)\(style(.faint, joined(hit.headings, by: " › ")))\n")
    }
    if let link = hit.link { output.append("\(Self.indent)\(style(.link, link))\n") }
    if !hit.also.isEmpty {
      let places = joined(hit.also, by: ", ")
      output.append("\(Self.indent)\(style(.faint, "also at \(places)"))\n")
    }
    appendSnippet(hit)
    if let factors = hit.factors { append(factors) }
    output.append("\n")
  }

  private mutating func appendSnippet(_ hit: HitReply) {
    guard !hit.text.isEmpty else { return }
    style.append(hit.text, matches: hit.highlights, indent: Self.indent, to: &output)
    output.append("\n")
  }

  private mutating func append(_ factors: [ScoreFactor]) {
    let terms = factors.map { SafeText.oneLine($0.term) }
    let width = terms.map(displayWidth).max() ?? 0
    for (factor, term) in zip(factors, terms) {
      let value = rightAligned(fixed(factor.value, decimals: 4), to: 9)
      let detail = SafeText.oneLine(factor.detail)
      output.append("\(Self.indent)\(value)  \(padded(term, to: width))  \(detail)\n")
    }
    let sum = factors.reduce(0) { $0 + $1.value }
    output.append("\(Self.indent)\(rightAligned(fixed(sum, decimals: 4), to: 9))  sum\n")
  }

  /// Appends how many hits there are.
  mutating func appendFooter(_ end: EndReply) {
    let last = offset + count
    let total = "\(grouped(end.total))\(end.isExact ? "" : "+")"
    let seen = last + end.hidden
    let isAll = offset == 0 && seen == end.total && end.isExact
    var line = isAll ? total : "\(grouped(offset + 1))–\(grouped(last)) of \(total)"
    line += total == "1" ? " section" : " sections"
    if seen < end.total { line += "; more with --offset \(last)" }
    output.append(style(.faint, line) + "\n")
  }
}
