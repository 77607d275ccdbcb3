/// A command as a person types it:
///
///     command := blank* word
///     word    := "find" blank query | "complete" blank text | "open" blank path (":" line)?
///              | "status" | "ping" | "help" | "quit"
///
/// A blank is a space or a tab. It is answered with lines of text and a dot alone on a line.
public enum PlainCommand: Sendable, Equatable {
  /// A request, as a program would make it.
  case request(Request)
  /// What commands there are.
  case help
  /// Ends the connection.
  case quit

  /// Reads a command from one line without its line break.
  ///
  /// - Throws: `ErrorReply` `.badRequest` or `.tooLarge`.
  public init(_ line: [UInt8]) throws(ErrorReply) {
    let text = line.drop(while: Self.isBlank)
    let word = text.prefix { !Self.isBlank($0) }
    let argument = String(
      decoding: text[word.endIndex...].drop(while: Self.isBlank), as: UTF8.self)
    switch String(decoding: word, as: UTF8.self) {
    case "find": self = .request(Request(operation: .query(try Self.query(argument))))
    case "complete":
      self = .request(Request(operation: .complete(CompleteRequest(text: argument))))
    case "open": self = .request(Request(operation: .open(Self.place(argument))))
    case "status": self = .request(Request(operation: .status(index: nil)))
    case "ping": self = .request(Request(operation: .ping))
    case "help": self = .help
    case "quit": self = .quit
    default:
      throw ErrorReply(
        code: .badRequest, message: "no command like this; `help` shows what there is")
    }
  }

  /// The first byte of a line that is no blank: it tells a command from a request, which begins with
  /// a brace. nil where there is none.
  @inlinable
  public static func firstNonBlank(_ line: some Sequence<UInt8>) -> UInt8? {
    line.first { !isBlank($0) }
  }

  @inlinable
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func query(_ text: String) throws(ErrorReply) -> QueryRequest {
    guard text.utf8.count <= QueryRequest.maximumBytes else {
      throw ErrorReply(
        code: .tooLarge, message: "a query may have \(QueryRequest.maximumBytes) bytes at most")
    }
    var query = QueryRequest(text: text)
    query.isFull = true
    return query
  }

  private static func place(_ text: String) -> OpenRequest {
    var open = OpenRequest(path: text)
    if let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...]),
      (1...Int(UInt32.max)).contains(line)
    {
      open.path = String(text[..<colon])
      open.line = line
    }
    return open
  }

  /// What `help` prints.
  public static let helpLines = [
    "find QUERY       sections, as path:line:column:text",
    "complete TEXT    how a word that begins so may go on, and titles",
    "open PATH:LINE   the text of a section",
    "status           the index and the server",
    "ping             a sign of life",
    "quit             ends the connection",
  ]
}
