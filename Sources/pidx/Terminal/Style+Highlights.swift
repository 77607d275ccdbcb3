extension Style {
  /// Appends text with its matches highlighted, every line of it behind `indent`.
  ///
  /// - Parameters:
  ///   - text: Text of the corpus; it is made safe for a terminal.
  ///   - matches: Byte ranges of `text`, ascending.
  ///   - role: How the text around the matches looks; nil for plain.
  ///   - indent: What begins each line; nil to put everything on one line.
  ///   - output: Where it goes.
  func append(
    _ text: String, matches: [Range<Int>], role: Role? = nil, indent: String? = nil,
    to output: inout Output
  ) {
    let bytes = Array(text.utf8)
    let plain = role.map(start) ?? ""
    var next = matches[...]
    var isInside = false
    var index = 0
    output.append((indent ?? "") + plain)
    while index < bytes.count {
      if isInside, let match = next.first, index >= match.upperBound {
        output.append(end + plain)
        isInside = false
        next.removeFirst()
      }
      while let match = next.first, match.upperBound <= index { next.removeFirst() }
      if !isInside, let match = next.first, match.contains(index) {
        output.append(end + start(.match))
        isInside = true
      }
      if let indent, bytes[index] == UInt8(ascii: "\n") {
        let close = isInside || role != nil ? end : ""
        let isBlank = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        output.append(close + "\n" + (isBlank ? "" : indent) + (isInside ? start(.match) : plain))
        index += 1
      } else {
        index += SafeText.append(bytes, at: index, to: &output.bytes)
      }
    }
    output.append(isInside || role != nil ? end : "")
  }
}
