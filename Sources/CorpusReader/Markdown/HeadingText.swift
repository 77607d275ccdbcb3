/// Resolves headings to plain text and a link.
struct HeadingText {
  /// A heading is read up to this length, in bytes.
  static let longest = 4 << 10
  /// Link reference definitions are looked up among this much of them, in bytes.
  static let mostDefinitions = 64 << 10

  private let newline: UInt8
  private var definitions: [UInt8]?

  init(newline: UInt8) {
    self.newline = newline
  }

  /// The plain text and the first link of the heading in `range` of `text`.
  ///
  /// Linear in the heading; the first heading with a reference link costs a pass over the text.
  mutating func resolve(_ range: Range<Int>, of text: Span<UInt8>) -> PlainInline {
    var markdown: [UInt8] = []
    markdown.append(text, range.clamped(to: range.lowerBound..<range.lowerBound + Self.longest))
    let returnMeans: UInt8 = newline == 0x0D ? 0x0A : 0x20
    for index in markdown.indices where markdown[index] == 0x0D { markdown[index] = returnMeans }
    if range.count > Self.longest {
      let end = markdown.span.wholeSequencesEnd
      markdown.removeSubrange(end...)
    }
    if hasReferenceLink(markdown) {
      let known = definitions ?? collectDefinitions(in: text)
      definitions = known
      markdown.append("\n\n")
      markdown += known
    }
    return PlainInline(markdown)
  }

  /// Whether a "]" is not followed by the "(" of an inline link.
  private func hasReferenceLink(_ markdown: [UInt8]) -> Bool {
    markdown.indices.contains { index in
      markdown[index] == UInt8(ascii: "]")
        && (index + 1 == markdown.count || markdown[index + 1] != UInt8(ascii: "("))
    }
  }

  /// The lines of `text` that look like link reference definitions.
  private func collectDefinitions(in text: Span<UInt8>) -> [UInt8] {
    var found: [UInt8] = []
    var start = 0
    while start < text.count, found.count < Self.mostDefinitions {
      let end = text.lineEnd(from: start, to: text.count, newline: newline)
      let line = text.trimmed(start..<end)
      if line.count < Self.longest, !line.isEmpty, text[line.lowerBound] == UInt8(ascii: "["),
        let bracket = text.firstIndex(of: UInt8(ascii: "]"), in: line),
        text.starts(with: "]:", at: bracket)
      {
        found.append(text, line)
        found.append("\n")
      }
      start = end
    }
    return found
  }
}
