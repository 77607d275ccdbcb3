import TextAnalysis

/// The tokens of a text as a table for people, widths in columns of the terminal.
struct TokenTable {
  private let rows: [[String]]

  /// Lays out the tokens of `text`.
  init(_ buffer: TokenBuffer, text: [UInt8]) {
    var rows = [["position", "bytes", "term", "rule", "text"]]
    for token in buffer.tokens {
      rows.append([
        "\(token.position)", "\(token.start)–\(token.end)",
        SafeText.oneLine(buffer.termString(token)), token.kind.rule,
        SafeText.oneLine(surface(token, in: text)),
      ])
    }
    self.rows = rows
  }

  /// The table, a line a token under a line of names.
  var text: String {
    let widths = rows[0].indices.map { column in
      rows.map { displayWidth($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.indices.map { column in
        column == row.count - 1 ? row[column] : padded(row[column], to: widths[column])
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}

/// What stands in the text where the token is.
func surface(_ token: Token, in text: [UInt8]) -> String {
  let range = Int(token.start)..<Int(token.end)
  guard range.upperBound <= text.count else { return "" }
  return String(decoding: text[range], as: UTF8.self)
}
