/// Cuts a long body into pieces of at most `limit` bytes.
///
/// A piece ends after a blank line, else at a line end, else after white space, else between two
/// scalars, at the last such place in the second to fourth quarter of the limit; looking further
/// back would leave crumbs. Each piece costs at most `limit` steps.
struct BodyCutter {
  let limit: Int
  let newline: UInt8

  /// Where the first piece of `range` ends.
  func firstPieceEnd(of text: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard range.count > limit else { return range.upperBound }
    let lowest = range.lowerBound + max(1, limit / 4)
    let highest = range.lowerBound + limit
    var lineEnd: Int?
    var space: Int?
    var lowerLineEnd: Int?
    var index = highest
    while index > lowest {
      index -= 1
      let byte = text[index]
      if byte == newline {
        if let blankEnd = lowerLineEnd { return blankEnd }
        lowerLineEnd = index + 1
        lineEnd = lineEnd ?? (index + 1)
      } else if byte.isASCIISpace {
        space = space ?? (index + 1)
      } else {
        lowerLineEnd = nil
      }
    }
    return lineEnd ?? space ?? scalarBoundary(in: text, atOrBefore: highest)
  }

  /// The last boundary between scalars at or before `offset`; `offset` itself in malformed text.
  private func scalarBoundary(in text: Span<UInt8>, atOrBefore offset: Int) -> Int {
    for candidate in stride(from: offset, to: max(offset - 4, 0), by: -1)
    where !text[candidate].isUTF8Continuation {
      return candidate
    }
    return offset
  }
}
