/// The fields of a record that count.
enum RecordField {
  case id, title, text, url, link, authors, date, tags

  /// The field that `key` names.
  init?(_ key: JSONString, _ json: Span<UInt8>) {
    guard (2...7).contains(key.range.count) || key.isEscaped else { return nil }
    switch JSONEscapes.string(key, of: json) {
    case "id": self = .id
    case "title": self = .title
    case "text": self = .text
    case "url": self = .url
    case "link": self = .link
    case "authors", "author": self = .authors
    case "date": self = .date
    case "tags", "tag": self = .tags
    default: return nil
    }
  }
}

extension JSONEscapes {
  /// The text of `string` as a `String`.
  static func string(_ string: JSONString, of json: Span<UInt8>) -> String {
    guard string.isEscaped else { return json.string(in: string.range) }
    var bytes: [UInt8] = []
    decode(string, of: json, into: &bytes)
    return bytes.span.string(in: 0..<bytes.count)
  }
}
