/// A table in Markdown; columns after the first are aligned right.
struct MarkdownTable {
  private var lines: [String]

  /// A table with the names of its columns.
  init(_ names: [String]) {
    lines = [Self.line(names), "|---|" + names.dropFirst().map { _ in "--:|" }.joined()]
  }

  /// Adds a row.
  mutating func append(_ cells: [String]) {
    lines.append(Self.line(cells))
  }

  /// The lines, each with its end.
  var text: String { lines.map { $0 + "\n" }.joined() }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
