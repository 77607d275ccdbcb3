/// What ends an HTML block in the middle of a line.
enum HTMLBlockEnd: Hashable {
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
