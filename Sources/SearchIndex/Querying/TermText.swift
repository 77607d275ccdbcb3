/// Terms as people read them.
enum TermText {
  /// A word-start term as ^x, a term of a field as field:term.
  static func readable(_ term: [UInt8]) -> String {
    guard let first = term.first else { return "" }
    if first == TermMark.wordStart {
      return "^" + String(decoding: term.dropFirst(), as: UTF8.self)
    }
    if let field = Field(rawValue: first) {
      return field.name + ":" + readable(Array(term.dropFirst()))
    }
    return String(decoding: term, as: UTF8.self)
  }
}
