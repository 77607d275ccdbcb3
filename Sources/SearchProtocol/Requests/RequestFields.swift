/// The members of a request, each checked as it is taken.
struct RequestFields {
  private let json: JSONValue
  let id: JSONValue?

  /// - Throws: `ErrorReply` `.badRequest` for something else than an object, or an odd id.
  init(_ json: JSONValue) throws(ErrorReply) {
    self.json = json
    guard case .object = json else {
      throw ErrorReply(code: .badRequest, message: "a request is an object")
    }
    switch json["id"] {
    case nil, .null: id = nil
    case .string(let text) where text.utf8.count > Self.maximumIDBytes:
      throw ErrorReply(
        code: .badRequest, message: "\"id\" may have \(Self.maximumIDBytes) bytes at most")
    case .string?, .integer?: id = json["id"]
    default:
      throw ErrorReply(code: .badRequest, message: "\"id\" must be an integer or a string")
    }
  }

  /// Bytes of an id: every reply repeats it.
  static let maximumIDBytes = 128

  subscript(name: String) -> JSONValue? { json[name] }

  func string(_ name: String, maximum: Int = 4096) throws(ErrorReply) -> String? {
    switch json[name] {
    case nil, .null: return nil
    case .string(let text):
      guard text.utf8.count <= maximum else {
        throw ErrorReply(
          request: id, code: .tooLarge, message: "\"\(name)\" may have \(maximum) bytes at most")
      }
      return text
    default: throw failure("\"\(name)\" must be a string")
    }
  }

  func text(_ name: String, maximum: Int = 4096) throws(ErrorReply) -> String {
    guard let text = try string(name, maximum: maximum) else {
      throw failure("\"\(name)\" is missing")
    }
    return text
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(ErrorReply) -> Int? {
    guard let value = json[name], value != .null else { return nil }
    guard let number = value.integer, range.contains(number) else {
      throw failure(
        "\"\(name)\" must be an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func flag(_ name: String) throws(ErrorReply) -> Bool? {
    guard let value = json[name], value != .null else { return nil }
    guard let flag = value.bool else { throw failure("\"\(name)\" must be true or false") }
    return flag
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Choice.Type
  ) throws(ErrorReply) -> Choice? {
    guard let word = try string(name) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw failure("\"\(name)\" must be one of \(words)")
  }

  func numbers(_ name: String) throws(ErrorReply) -> [String: Double] {
    switch json[name] {
    case nil, .null: return [:]
    case .object(let members):
      var numbers: [String: Double] = [:]
      for (key, value) in members {
        guard let number = value.double else {
          throw failure("\"\(name)\" must be an object of numbers")
        }
        numbers[key] = number
      }
      return numbers
    default: throw failure("\"\(name)\" must be an object of numbers")
    }
  }

  func failure(_ message: String) -> ErrorReply {
    ErrorReply(request: id, code: .badRequest, message: message)
  }
}
