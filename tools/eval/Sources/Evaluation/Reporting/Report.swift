/// The scores of all sets, as Markdown.
package struct Report {
  /// A set and what it scored.
  package struct Row {
    /// The set's name.
    package let name: String
    /// Its scores.
    package let scores: SetScores
    /// The change since a saved run that has the set.
    package var change: PairedDifference?

    /// Makes a row.
    package init(name: String, scores: SetScores, change: PairedDifference? = nil) {
      self.name = name
      self.scores = scores
      self.change = change
    }
  }

  /// The sets, in the order in which they are shown.
  package var rows: [Row] = []

  /// A report of nothing yet.
  package init() {}

  /// The metrics of every set, and their mean if there are several.
  package var metrics: String {
    var table = MarkdownTable(["set", "queries"] + Metrics.names)
    for row in rows {
      let values = row.scores.mean.columns.map(decimals)
      table.append([row.name, "\(row.scores.queries.count)"] + values)
    }
    if rows.count > 1 {
      let queries = rows.reduce(0) { $0 + $1.scores.queries.count }
      let mean = Metrics.mean(rows.map(\.scores.mean))
      table.append(["mean of sets", "\(queries)"] + mean.columns.map(decimals))
    }
    return table.text
  }

  /// What changed in nDCG@10 of each set that the saved run has, too.
  package var changes: String {
    var table = MarkdownTable(
      ["set", "queries", "before", "now", "difference", "95 % interval", "significant"])
    let all = rows.compactMap { row in row.change.map { (row.name, $0) } }
    for (name, change) in all {
      let interval = change.interval.map {
        "\(signedDecimals($0.lowerBound)) … \(signedDecimals($0.upperBound))"
      }
      let verdict = change.difference > 0 ? "better" : "worse"
      table.append(
        [name] + Self.cells(change.queries, change.before, change.now)
          + [interval ?? "too few queries", change.isSignificant ? verdict : ""])
    }
    if all.count > 1 {
      let count = Double(all.count)
      table.append(
        ["mean of sets"]
          + Self.cells(
            all.reduce(0) { $0 + $1.1.queries }, all.reduce(0) { $0 + $1.1.before } / count,
            all.reduce(0) { $0 + $1.1.now } / count) + ["", ""])
    }
    return table.text
  }

  private static func cells(_ queries: Int, _ before: Double, _ now: Double) -> [String] {
    ["\(queries)", decimals(before), decimals(now), signedDecimals(now - before)]
  }
}
