@testable import CorpusReader

/// Any bytes as a Markdown file, or as plain text: sections in order, inside the text.
///
///     input := options:u8 byte*       bit 0: plain text; the other bits: the longest body
enum MarkdownTarget {
  static func run(_ input: [UInt8]) {
    guard let options = input.first else { return }
    let file = CorpusFile(root: "/notes", path: "2023/12/05.md", size: 0, modified: 0)
    var state = ReadState(writer: SectionWriter(file: file), warnings: WarningLog(limit: 20))
    let bytes = Array(input.dropFirst())
    guard
      let decoded = try? TextDecoder.decode(
        bytes.span, path: "2023/12/05.md", warnings: &state.warnings)
    else { return }
    var text = bytes
    switch decoded.text {
    case .inPlace(let range): text = Array(bytes[range])
    case .converted(let converted): text = converted
    }
    read(text, longest: 16 + Int(options >> 1) * 64, isPlain: options & 1 != 0, &state)
  }

  private static func read(
    _ text: [UInt8], longest: Int, isPlain: Bool, _ state: inout ReadState
  ) {
    var checker = SectionChecker(textCount: text.count)
    do {
      if isPlain {
        try PlainTextReader(longestPage: longest).read(text.span, state: &state) {
          checker.check($0, $1)
        }
      } else {
        var outliner = MarkdownOutliner()
        try MarkdownReader(longestBody: longest)
          .read(text.span, outliner: &outliner, state: &state) { checker.check($0, $1) }
      }
    } catch {
      fatalError("a text in memory cannot fail: \(error)")
    }
  }
}
