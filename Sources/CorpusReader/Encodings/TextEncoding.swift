/// An encoding that text can be read from.
enum TextEncoding: Hashable, Sendable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  /// Any other charset, by ICU's name.
  case legacy(String)

  /// The name in summaries, which is ICU's name too.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .legacy(let name): name
    }
  }
}
