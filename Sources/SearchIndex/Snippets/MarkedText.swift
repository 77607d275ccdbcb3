/// A text with marked ranges, both in valid UTF-8.
struct MarkedText: Equatable {
  var text = ""
  /// Byte ranges of `text`, in order and apart.
  var marks: [Range<Int>] = []

  /// The bytes `range` of `source` with what `matches` mark in it. Invalid UTF-8 is repaired,
  /// piece by piece, so that marks stay on their characters.
  init(_ source: [UInt8], _ range: Range<Int>, _ matches: [Highlighter.Match]) {
    let merged = Self.merged(matches, within: range)
    if let whole = String(validating: source[range], as: UTF8.self) {
      text = whole
      marks = merged.map { $0.lowerBound - range.lowerBound..<$0.upperBound - range.lowerBound }
      return
    }
    var place = range.lowerBound
    for mark in merged {
      append(source[place..<mark.lowerBound])
      let start = text.utf8.count
      append(source[mark])
      marks.append(start..<text.utf8.count)
      place = mark.upperBound
    }
    append(source[place..<range.upperBound])
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    text += String(decoding: bytes, as: UTF8.self)
  }

  /// Matches cut to `range`, touching ones joined.
  private static func merged(
    _ matches: [Highlighter.Match], within range: Range<Int>
  ) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for match in matches {
      let cut = match.range.clamped(to: range)
      guard !cut.isEmpty, match.range.overlaps(range) else { continue }
      if let last = result.last, cut.lowerBound <= last.upperBound {
        result[result.count - 1] =
          last.lowerBound..<max(last.upperBound, cut.upperBound)
      } else {
        result.append(cut)
      }
    }
    return result
  }
}
