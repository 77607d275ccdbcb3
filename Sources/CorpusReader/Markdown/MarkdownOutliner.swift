/// A heading that starts a section.
struct OutlineHeading {
  let level: Int
  /// Its lines in the text, line ends included.
  let range: Range<Int>
  /// Its first line, from 1.
  let line: Int
  /// How many lines it takes: one, or more when it is underlined.
  let lineCount: Int
}

/// Finds the headings directly below the document, in bounded memory.
///
/// The text goes to the parser in chunks. A block directly below the document means the same with
/// and without the blocks before it, so each chunk starts with the last block of the chunk before,
/// which may have been cut. A block that fills a chunk is tried again with twice as many lines; a
/// paragraph, list or quote of more than `mostLines` lines is cut instead.
struct MarkdownOutliner {
  /// The lines of the first chunk.
  var fewestLines = 16 << 10
  /// The most lines of a chunk unless it is one block of code or HTML.
  var mostLines = 64 << 10

  private var blockText = BlockText()
  /// Where each line of the chunk starts, and the end of the last.
  private var starts: [Int] = []
  private var blocks: [MarkdownBlock] = []

  /// Calls `visit` with each heading of `text` from `start` on, which is on `line`; linear.
  mutating func headings(
    of text: Span<UInt8>, from start: Int, line: Int, newline: UInt8,
    visit: (OutlineHeading) throws -> Void
  ) rethrows {
    var start = start
    var line = line
    var lines = fewestLines
    while start < text.count {
      load(text, from: start, lines: lines, newline: newline)
      let isWhole = starts[starts.count - 1] == text.count
      let finished = finishedLines(isWhole: isWhole)
      if finished == 0 {
        lines *= 2
        continue
      }
      for block in blocks where block.lines.lowerBound < finished {
        guard case .heading(let level) = block.kind else { continue }
        try visit(heading(block, level: level, of: text, line: line))
      }
      start = starts[finished]
      line += finished
      lines = fewestLines
    }
  }

  /// Parses the next lines.
  private mutating func load(
    _ text: Span<UInt8>, from start: Int, lines: Int, newline: UInt8
  ) {
    blockText.clear()
    starts.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    var offset = start
    while offset < text.count, starts.count < lines {
      starts.append(offset)
      let end = text.lineEnd(from: offset, to: text.count, newline: newline)
      blockText.append(text, line: offset..<text.contentEnd(of: offset..<end, newline: newline))
      offset = end
    }
    starts.append(offset)
    MarkdownBlocks.forEach(in: blockText.bytes) { blocks.append($0) }
  }

  /// How many of the chunk's lines are settled; 0 when the chunk is too short to tell.
  private func finishedLines(isWhole: Bool) -> Int {
    let all = starts.count - 1
    guard !isWhole, let last = blocks.last else { return all }
    if last.lines.lowerBound > 0 { return last.lines.lowerBound }
    return all >= mostLines && last.kind == .other ? all : 0
  }

  private func heading(
    _ block: MarkdownBlock, level: Int, of text: Span<UInt8>, line: Int
  ) -> OutlineHeading {
    let first = block.lines.lowerBound
    let isATX = text.isATXHeading(starts[first]..<starts[first + 1])
    let last = isATX ? first : underline(of: block, in: text)
    return OutlineHeading(
      level: level, range: starts[first]..<starts[last + 1], line: line + first,
      lineCount: last - first + 1)
  }
}

extension MarkdownOutliner {
  /// The line that underlines a heading. The parser's last line cannot be used: it is the one
  /// after the underline, where there is one.
  private func underline(of block: MarkdownBlock, in text: Span<UInt8>) -> Int {
    let last = min(block.lines.upperBound, starts.count - 2)
    var line = block.lines.lowerBound + 1
    while line < last, !text.isUnderline(starts[line]..<starts[line + 1]) { line += 1 }
    return min(line, last)
  }
}

extension Span where Element == UInt8 {
  /// Whether a line consists of "=" or of "-" only.
  func isUnderline(_ line: Range<Int>) -> Bool {
    let content = trimmed(line)
    guard let first = content.first.map({ self[$0] }), first == 0x3D || first == 0x2D else {
      return false
    }
    return content.allSatisfy { self[$0] == first }
  }

  /// The end of a line without its newline and the carriage return before that.
  func contentEnd(of line: Range<Int>, newline: UInt8) -> Int {
    var end = line.upperBound
    if end > line.lowerBound, self[end - 1] == newline { end -= 1 }
    if end > line.lowerBound, self[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// Whether a heading's first line opens with one to six "#" rather than being underlined.
  func isATXHeading(_ line: Range<Int>) -> Bool {
    let content = trimmed(line)
    let hashes = content.prefix { self[$0] == UInt8(ascii: "#") }.count
    guard (1...6).contains(hashes) else { return false }
    return hashes == content.count || self[content.lowerBound + hashes].isASCIISpace
  }
}
