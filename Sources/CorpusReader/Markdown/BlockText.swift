/// Rewrites Markdown into a text with the same blocks and next to nothing in them.
///
/// Block structure depends on how a line starts (containers, markers, indentation), on lines that
/// consist of marker bytes only, and on the ends of HTML blocks. All other text becomes a single
/// "x", so that parsing costs the same for a line of ten bytes and one of ten million, and no
/// inline syntax is left that would grow a tree. Each line stays a line.
///
/// Left aside: a link reference definition that spans lines, with a setext underline right after;
/// and which of two lines is nested deeper where both are nested some hundred containers deep.
struct BlockText {
  /// Lines of markers, HTML or code fences beyond this length are abridged, in bytes.
  static let longestLine = 4 << 10

  /// The text for the parser; its lines end with a line feed.
  private(set) var bytes: [UInt8] = []

  /// Forgets the lines so far.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends the line in `range`, which is without its line end.
  mutating func append(_ text: Span<UInt8>, line range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound, Self.isMarker(text[index]) { index += 1 }
    let rest = index..<range.upperBound
    appendMarkers(text, range.lowerBound..<index)
    switch Self.content(of: text, rest) {
    case .prose:
      bytes.append(UInt8(ascii: "x"))
      appendEndsOfHTML(text, rest)
    case .definition(let labelEnd):
      bytes.append("[x]:")
      appendMasked(text, labelEnd..<range.upperBound)
      appendEndsOfHTML(text, rest)
    case .html:
      let start = bytes.count
      appendSyntax(text, rest)
      maskTags(from: start)
    case .syntax:
      appendSyntax(text, rest)
    }
    bytes.append(0x0A)
  }

  /// What the rest of a line after its markers says about blocks.
  private enum Content {
    /// Nothing.
    case prose
    /// Perhaps a link reference definition, whose label with its colon ends at an offset.
    case definition(labelEnd: Int)
    /// Perhaps the start of an HTML block.
    case html
    /// A code fence, or nothing after the markers.
    case syntax
  }

  /// Bytes that mark blocks: white space, quotes, bullets, numbers, rules, underlines, headings.
  private static func isMarker(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
      UInt8(ascii: "#"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: ")"), 0x30...0x39:
      true
    default: false
    }
  }

  private static func content(of text: Span<UInt8>, _ rest: Range<Int>) -> Content {
    guard !rest.isEmpty else { return .syntax }
    let first = text[rest.lowerBound]
    switch first {
    case UInt8(ascii: "<"): return .html
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      let fence = rest.prefix(3)
      return fence.count == 3 && fence.allSatisfy { text[$0] == first } ? .syntax : .prose
    case UInt8(ascii: "["):
      let label = rest.lowerBound + 1..<min(rest.upperBound, rest.lowerBound + 1_002)
      return labelEnd(of: text, label).map { .definition(labelEnd: $0) } ?? .prose
    default: return .prose
    }
  }

  /// The end of a label and its colon.
  private static func labelEnd(of text: Span<UInt8>, _ label: Range<Int>) -> Int? {
    var index = label.lowerBound
    while index < label.upperBound {
      switch text[index] {
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"): return text.starts(with: "]:", at: index) ? index + 2 : nil
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    return nil
  }

  /// Appends the target and title of a definition with their words masked.
  private mutating func appendMasked(_ text: Span<UInt8>, _ range: Range<Int>) {
    for index in range.prefix(Self.longestLine) {
      switch text[index] {
      case 0x20, 0x09, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("),
        UInt8(ascii: ")"):
        bytes.append(text[index])
      default: bytes.append(UInt8(ascii: "x"))
      }
    }
  }

  /// Leaves of a line's opening tags only the first, which decides about the block.
  private mutating func maskTags(from start: Int) {
    guard let first = bytes[start...].firstIndex(of: UInt8(ascii: "<")) else { return }
    for index in (first + 1)..<bytes.count where bytes[index] == UInt8(ascii: "<") {
      let isClosing = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
      if !isClosing { bytes[index] = UInt8(ascii: "x") }
    }
  }

  /// Appends what would end an open HTML block (CommonMark 4.6, kinds 1 to 5).
  private mutating func appendEndsOfHTML(_ text: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    var found: Set<HTMLBlockEnd> = []
    while let bracket = text.firstIndex(of: UInt8(ascii: ">"), in: index..<range.upperBound) {
      index = bracket + 1
      let end = HTMLBlockEnd(text, from: range.lowerBound, bracket: bracket)
      if found.insert(end).inserted { bytes.append(end.text) }
    }
  }

  /// Appends markers; of very many their start and end, both of whole markers where white space tells
  /// them apart, and one each of the bytes that stand between them only, so that a line of one
  /// repeated byte stays one and a line with a stray byte does not become one.
  private mutating func appendMarkers(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard range.count > Self.longestLine else {
      appendWithoutReturns(text, range)
      return
    }
    var headEnd = range.lowerBound + Self.longestLine / 2
    for index in range.lowerBound..<headEnd where text[index].isASCIISpace { headEnd = index + 1 }
    var tailStart = range.upperBound - 16
    for index in (tailStart..<range.upperBound).reversed() where text[index].isASCIISpace {
      tailStart = index + 1
    }
    var seen = [Bool](repeating: false, count: 256)
    for index in range.lowerBound..<headEnd { seen[Int(text[index])] = true }
    for index in tailStart..<range.upperBound { seen[Int(text[index])] = true }
    appendWithoutReturns(text, range.lowerBound..<headEnd)
    appendUnseen(text, headEnd..<tailStart, &seen)
    appendWithoutReturns(text, tailStart..<range.upperBound)
  }

  /// Appends a code fence or HTML; of a long one its start and end, and one each of the bytes
  /// between.
  private mutating func appendSyntax(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard range.count > Self.longestLine else {
      appendWithoutReturns(text, range)
      return
    }
    let headEnd = range.lowerBound + Self.longestLine / 2
    let tailStart = range.upperBound - 16
    var seen = [Bool](repeating: false, count: 256)
    appendWithoutReturns(text, range.lowerBound..<headEnd)
    appendUnseen(text, headEnd..<tailStart, &seen)
    appendEndsOfHTML(text, headEnd..<tailStart)
    appendWithoutReturns(text, tailStart..<range.upperBound)
  }

  /// Appends one each of the bytes that were not seen.
  private mutating func appendUnseen(
    _ text: Span<UInt8>, _ range: Range<Int>, _ seen: inout [Bool]
  ) {
    for index in range where !seen[Int(text[index])] {
      seen[Int(text[index])] = true
      appendWithoutReturns(text, index..<index + 1)
    }
  }

  /// A carriage return inside a line would end it for the parser.
  private mutating func appendWithoutReturns(_ text: Span<UInt8>, _ range: Range<Int>) {
    let start = bytes.count
    bytes.append(text, range)
    for index in start..<bytes.count where bytes[index] == 0x0D || bytes[index] == 0x0A {
      bytes[index] = 0x20
    }
  }
}
