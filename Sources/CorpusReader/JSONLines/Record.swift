import TextAnalysis

/// One line of a JSON Lines file: the fields that count, everything else passed over.
struct Record {
  var id: String?
  var title: String?
  var url: String?
  var link: String?
  var authors: [String] = []
  var tags: [String] = []
  var date: CivilDate?
  /// The text, still inside the line.
  var text: JSONString?

  /// Reads the object in `range` of `json`; linear.
  ///
  /// Of a field that comes twice the last one counts; null is as good as no field.
  init(_ json: Span<UInt8>, _ range: Range<Int>) throws(JSONError) {
    var scanner = JSONScanner(range)
    guard scanner.pass(UInt8(ascii: "{"), json) else {
      throw JSONError(what: "not an object", offset: scanner.offset)
    }
    if !scanner.pass(UInt8(ascii: "}"), json) {
      repeat {
        let key = try scanner.string(json)
        try scanner.expect(UInt8(ascii: ":"), json)
        try readField(RecordField(key, json), json, &scanner)
      } while scanner.pass(UInt8(ascii: ","), json)
      try scanner.expect(UInt8(ascii: "}"), json)
    }
    guard scanner.peek(json) == nil else {
      throw JSONError(what: "more text after the object", offset: scanner.offset)
    }
  }

  private mutating func readField(
    _ field: RecordField?, _ json: Span<UInt8>, _ scanner: inout JSONScanner
  ) throws(JSONError) {
    switch field {
    case nil: _ = try scanner.skipValue(json)
    case .text: text = try Self.text(json, &scanner)
    case .id: id = try Self.word(json, &scanner)
    case .title: title = try Self.word(json, &scanner)
    case .url: url = try Self.word(json, &scanner)
    case .link: link = try Self.word(json, &scanner)
    case .date: date = try Self.word(json, &scanner).flatMap(CivilDate.parse)
    case .authors:
      authors = try Self.words(json, &scanner, split: NameList.names(in:))
    case .tags:
      tags = try Self.words(json, &scanner, split: NameList.tags(in:))
    }
  }

  private static func text(
    _ json: Span<UInt8>, _ scanner: inout JSONScanner
  ) throws(JSONError) -> JSONString? {
    if scanner.peek(json) == UInt8(ascii: "\"") { return try scanner.string(json) }
    let value = try scanner.skipValue(json)
    if json.starts(with: "null", at: value.lowerBound) { return nil }
    throw JSONError(what: "\"text\" is not a string", offset: value.lowerBound)
  }

  /// A string, or a number or word as it is written; nil for null, arrays and objects.
  private static func word(
    _ json: Span<UInt8>, _ scanner: inout JSONScanner
  ) throws(JSONError) -> String? {
    switch scanner.peek(json) {
    case UInt8(ascii: "\""):
      return JSONEscapes.string(try scanner.string(json), of: json)
    case UInt8(ascii: "n"), UInt8(ascii: "{"), UInt8(ascii: "["):
      _ = try scanner.skipValue(json)
      return nil
    default:
      return json.string(in: try scanner.skipValue(json))
    }
  }

  /// The strings of an array (of its objects, their names), or a string split by `split`.
  private static func words(
    _ json: Span<UInt8>, _ scanner: inout JSONScanner, split: (String) -> [String]
  ) throws(JSONError) -> [String] {
    guard scanner.pass(UInt8(ascii: "["), json) else {
      return try word(json, &scanner).map(split) ?? []
    }
    var words: [String] = []
    if scanner.pass(UInt8(ascii: "]"), json) { return words }
    repeat {
      let word = try element(json, &scanner)?.trimmedASCII() ?? ""
      if !word.isEmpty { words.append(word) }
    } while scanner.pass(UInt8(ascii: ","), json)
    try scanner.expect(UInt8(ascii: "]"), json)
    return words
  }

  private static func element(
    _ json: Span<UInt8>, _ scanner: inout JSONScanner
  ) throws(JSONError) -> String? {
    guard scanner.peek(json) == UInt8(ascii: "{") else { return try word(json, &scanner) }
    let value = try scanner.skipValue(json)
    var inner = JSONScanner(value)
    var name: String?
    _ = inner.pass(UInt8(ascii: "{"), json)
    if inner.pass(UInt8(ascii: "}"), json) { return nil }
    repeat {
      let key = try inner.string(json)
      try inner.expect(UInt8(ascii: ":"), json)
      if json.string(in: key.range) == "name" {
        name = try word(json, &inner)
      } else {
        _ = try inner.skipValue(json)
      }
    } while inner.pass(UInt8(ascii: ","), json)
    return name
  }
}
