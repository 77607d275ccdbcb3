import SearchIndex

extension IndexStatus {
  /// The status for people: a line a fact.
  func text(folder: String, now: Int64) -> String {
    let moment = "\(localTime(committed)) (\(age(committed, now: now)))"
    var rows = [("index", folder), ("generation", "\(grouped(generation)), \(moment)")]
    for (index, source) in sources.enumerated() {
      rows.append((index == 0 ? "sources" : "", source))
    }
    rows += [
      ("files", grouped(files) + aside(skippedFiles, "skipped")),
      ("sections", grouped(sections) + aside(deadSections, "deleted, gone after a merge")),
      ("terms", grouped(terms)),
      ("tokens", grouped(tokens)),
      ("segments", grouped(segments)),
      ("analyzer", "\(analyzer), version \(analyzerVersion), ICU \(icuVersion)"),
      ("size", byteCount(bytes.reduce(0) { $0 + $1.bytes })),
    ]
    rows += bytes.map { ("  \($0.part)", byteCount($0.bytes)) }
    let width = rows.map { displayWidth($0.0) }.max() ?? 0
    return rows.map { "\(padded($0.0, to: width))  \(SafeText.oneLine($0.1))\n" }.joined()
  }

  private func aside(_ count: Int, _ what: String) -> String {
    count == 0 ? "" : " (\(grouped(count)) \(what))"
  }
}
