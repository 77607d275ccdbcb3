import TestSupport
import Testing

@testable import CorpusReader

/// The outliner shortens lines and cuts the text into chunks; the parser alone, on the text as it
/// is, must find the same headings.
@Suite struct OutlineOracleTests {
  private struct Heading: Equatable {
    let level: Int
    let line: Int
  }

  private static let pieces: [String] = [
    "# ", "## h\n", "\n", "\n", "\n\n", "---\n", "===\n", "```\n", "```x\n", "~~~\n", "> ", "- ",
    "1. ", "  ", "    ", "\t", "text", "text > x", "한글\n", "x\n", "x\n", "<!--", "-->\n", "<pre>",
    "</pre>\n", "<div>\n", "</div>", "<?x", "?>", "<!X ", ">", "<![CDATA[", "]]>\n", "</script>",
    "<script>\n", "<a href='b'>\n", "`", "``` `\n", "*", "* * *\n", "_ _ _\n", "#", "=", "-",
    "| a |\n", "+ ", "2) ", "\\", "&amp;", "[a]", "[a](b)", "</textarea>", "<x-y/>\n", "12", ".\n",
  ]

  /// What containers and the indentation inside them are made of.
  private static let nests: Set<Character> = [
    " ", "\t", ">", "-", "+", "*", "1", "2", ".", ")", "#", "=",
  ]

  private func oracle(_ text: [UInt8]) -> [Heading] {
    var found: [Heading] = []
    MarkdownBlocks.forEach(in: text) { block in
      if case .heading(let level) = block.kind {
        found.append(Heading(level: level, line: block.lines.lowerBound + 1))
      }
    }
    return found
  }

  private func outline(_ text: [UInt8], lines: Int) -> [Heading] {
    var outliner = MarkdownOutliner()
    outliner.fewestLines = lines
    var found: [Heading] = []
    outliner.headings(of: text.span, from: 0, line: 1, newline: 0x0A) { heading in
      found.append(Heading(level: heading.level, line: heading.line))
    }
    return found
  }

  @Test func agreesWithTheParserOnRandomText() {
    var random = SeededGenerator()
    for _ in Rounds.of(3_000) {
      let count = Int.random(in: 1..<40, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8)
      let expected = oracle(bytes)
      #expect(
        outline(bytes, lines: 1_000) == expected,
        "PIDX_SEED=\(random.seed) \(text.debugDescription)")
      #expect(
        outline(bytes, lines: 2) == expected,
        "PIDX_SEED=\(random.seed) chunks \(text.debugDescription)")
    }
  }

  @Test func agreesOnLongLines() {
    var random = SeededGenerator()
    for _ in Rounds.of(150) {
      // One line at most is nested thousands deep: the outliner does not count that far.
      var isDeep = false
      let text = (0..<Int.random(in: 1..<8, using: &random)).map { _ in
        let piece = Self.pieces.randomElement(using: &random) ?? ""
        var times = [1, 1, 3_000, 6_000].randomElement(using: &random) ?? 1
        if times > 1, piece.allSatisfy(Self.nests.contains) {
          if isDeep { times = 1 }
          isDeep = true
        }
        let tail = ["", "x\n", "\n", "\n\n", "=\n"].randomElement(using: &random) ?? ""
        return String(repeating: piece, count: times) + tail
      }.joined()
      let bytes = Array(text.utf8)
      guard bytes.count < 120_000 else { continue }
      let shown = text.prefix(40).debugDescription
      let isEqual = outline(bytes, lines: 1_000) == oracle(bytes)
      #expect(isEqual, "PIDX_SEED=\(random.seed) \(shown)")
    }
  }

  /// What stands behind thousands of markers decides whether the next lines go on with it.
  @Test(arguments: ["2) ", "12. ", "- ", "* ", "> ", ">"])
  func agreesOnLongRowsOfMarkers(marker: String) {
    for indent in 0..<3 {
      for rest in ["<pre>", "<div>", "```", "text", "", "---"] {
        let row = String(repeating: " ", count: indent) + String(repeating: marker, count: 3_000)
        let bytes = Array("\(row)\(rest)\n===\n===\n# h\n".utf8)
        #expect(outline(bytes, lines: 1_000) == oracle(bytes), "\(indent), \(rest)")
      }
    }
  }
}
