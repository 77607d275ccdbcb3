/// Rewrites Markdown into a text with the same blocks and next to nothing in them.
///
/// Block structure depends on how a line starts (containers, markers, indentation), on lines that
/// consist of marker bytes only, and on the ends of HTML blocks. All other text becomes a single
/// "x", so that parsing costs the same for a line of ten bytes and one of ten million, and no
/// inline syntax is left that would grow a tree. Each line stays a line.
///
/// Left aside: a link reference definition that spans lines, with a setext underline right after.
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
    if index < range.upperBound, Self.isProse(text, index..<range.upperBound) {
      appendWhole(text, range.lowerBound..<index)
      bytes.append(UInt8(ascii: "x"))
      appendEndsOfHTML(text, index..<range.upperBound)
    } else {
      appendWhole(text, range)
    }
    bytes.append(0x0A)
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

  /// Whether the rest of a line after its markers says nothing about blocks.
  private static func isProse(_ text: Span<UInt8>, _ rest: Range<Int>) -> Bool {
    let first = text[rest.lowerBound]
    switch first {
    case UInt8(ascii: "<"): return false
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      let fence = rest.prefix(3)
      return fence.count < 3 || fence.contains { text[$0] != first }
    case UInt8(ascii: "["):
      var index = rest.lowerBound
      while let bracket = text.firstIndex(of: UInt8(ascii: "]"), in: index..<rest.upperBound) {
        if text.starts(with: "]:", at: bracket) { return false }
        index = bracket + 1
      }
      return true
    default: return true
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

  private mutating func appendWhole(_ text: Span<UInt8>, _ range: Range<Int>) {
    if range.count <= Self.longestLine {
      appendWithoutReturns(text, range)
    } else {
      abridge(text, range)
    }
  }

  /// Keeps the start and end of a long line, and one each of the bytes between, so that a line of
  /// one repeated byte stays one and a line with a stray byte does not become one.
  private mutating func abridge(_ text: Span<UInt8>, _ range: Range<Int>) {
    let headEnd = range.lowerBound + Self.longestLine / 2
    let tailStart = range.upperBound - 16
    appendWithoutReturns(text, range.lowerBound..<headEnd)
    var seen = [Bool](repeating: false, count: 256)
    for index in headEnd..<tailStart where !seen[Int(text[index])] {
      seen[Int(text[index])] = true
      appendWithoutReturns(text, index..<index + 1)
    }
    appendEndsOfHTML(text, headEnd..<tailStart)
    appendWithoutReturns(text, tailStart..<range.upperBound)
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

/// What ends an HTML block in the middle of a line.
private enum HTMLBlockEnd: Hashable {
  case comment, instruction, data, script, style, pre, textarea, declaration

  /// The end that the ">" at `bracket` belongs to.
  init(_ text: Span<UInt8>, from start: Int, bracket: Int) {
    func follows(_ word: StaticString) -> Bool {
      let length = word.utf8CodeUnitCount
      guard bracket - length >= start else { return false }
      return word.withUTF8Buffer { letters in
        letters.indices.allSatisfy { letters[$0] == text[bracket - length + $0].asciiLowercased }
      }
    }
    if follows("--") {
      self = .comment
    } else if follows("?") {
      self = .instruction
    } else if follows("]]") {
      self = .data
    } else if follows("</script") {
      self = .script
    } else if follows("</style") {
      self = .style
    } else if follows("</pre") {
      self = .pre
    } else {
      self = follows("</textarea") ? .textarea : .declaration
    }
  }

  var text: StaticString {
    switch self {
    case .comment: "-->"
    case .instruction: "?>"
    case .data: "]]>"
    case .script: "</script>"
    case .style: "</style>"
    case .pre: "</pre>"
    case .textarea: "</textarea>"
    case .declaration: ">"
    }
  }
}
