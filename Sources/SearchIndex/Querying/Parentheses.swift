/// Finds the parentheses that hold groups.
///
/// Goes through the text as the parser will: a parenthesis opens a group, and a quotation mark a phrase,
/// only where a clause begins; within a word both are characters of it.
struct Parentheses {
  /// Places of the opening ones that are closed. O(text).
  static func closed(_ text: String) -> Set<String.Index> {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return [] }
    var scan = Parentheses()
    for index in text.indices { scan.take(text[index], at: index) }
    return scan.closed
  }

  private enum Place {
    /// Before a clause.
    case start
    /// Behind its sign.
    case sign
    /// Behind the name of its field.
    case field
    /// In a word; so many parentheses of its own are open, and these are its characters so far, if
    /// they may be the name of a field.
    case word(open: Int, name: String?)
    /// In a phrase.
    case quotation
    /// Behind a phrase.
    case behindQuotation
    /// Behind the mark of its distance, perhaps with a digit.
    case distance(hasDigit: Bool)
  }

  private var closed: Set<String.Index> = []
  private var open: [String.Index] = []
  private var place = Place.start

  private mutating func take(_ character: Character, at index: String.Index) {
    switch place {
    case .quotation:
      if character == "\"" || character == "\u{201D}" { place = .behindQuotation }
    case .behindQuotation where character == "~": place = .distance(hasDigit: false)
    case .distance where character.isASCII && character.isNumber: place = .distance(hasDigit: true)
    case .distance(hasDigit: false): goOn(character, 0, nil)
    case .start, .sign, .field: begin(character, at: index)
    case .behindQuotation, .distance:
      place = .start
      begin(character, at: index)
    case .word(let inner, let name): goOn(character, inner, name)
    }
  }

  /// A character where a clause may begin.
  private mutating func begin(_ character: Character, at index: String.Index) {
    switch character {
    case "\"", "\u{201C}": place = .quotation
    case "(":
      open.append(index)
      place = .start
    case ")" where !open.isEmpty: close()
    default: beginWord(character)
    }
  }

  /// The first character of a word, a sign, or white space.
  private mutating func beginWord(_ character: Character) {
    if character.isWhitespace { return place = .start }
    switch place {
    case .start where character == "+" || character == "-": place = .sign
    case .field: place = .word(open: 0, name: nil)
    case .sign where character == "+" || character == "-": place = .word(open: 0, name: nil)
    default: place = .word(open: 0, name: QueryParser.mayBeField(String(character)))
    }
  }

  /// The next character of a word.
  private mutating func goOn(_ character: Character, _ inner: Int, _ name: String?) {
    if character.isWhitespace { return place = .start }
    switch character {
    case "(": place = .word(open: inner + 1, name: nil)
    case ")" where inner > 0: place = .word(open: inner - 1, name: nil)
    case ")" where !open.isEmpty: close()
    case ":" where name.map(QueryParser.isField) == true: place = .field
    default:
      place = .word(open: inner, name: name.flatMap { QueryParser.mayBeField($0 + [character]) })
    }
  }

  private mutating func close() {
    if let last = open.popLast() { closed.insert(last) }
    place = .start
  }
}
