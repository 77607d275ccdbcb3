extension Request {
  /// Reads a request from one line, with or without its line break.
  ///
  /// - Throws: `ErrorReply` `.badRequest`, ready to send, with the request's id if it was readable.
  public static func decode(_ line: [UInt8]) throws(ErrorReply) -> Request {
    let json: JSONValue
    do {
      json = try JSONReader.read(line)
    } catch {
      throw ErrorReply(code: .badRequest, message: error.description)
    }
    let fields = try Fields(json)
    return Request(id: fields.id, operation: try fields.operation())
  }

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(id)
    switch operation {
    case .status: writer.member("op", "status")
    case .ping: writer.member("op", "ping")
    case .cancel(let target):
      writer.member("op", "cancel")
      writer.key("target")
      writer.value(target)
    case .query(let query):
      writer.member("op", "query")
      query.encodeMembers(into: &writer)
    }
    writer.endObject()
    writer.endLine()
  }
}

extension QueryRequest {
  fileprivate func encodeMembers(into writer: inout JSONWriter) {
    writer.member("q", text)
    writer.member("limit", limit)
    writer.member("offset", offset)
    writer.member("mode", mode)
    writer.member("pos", positions.rawValue)
    if let supersede { writer.member("supersede", supersede) }
  }
}

/// The members of a request, each checked as it is taken.
private struct Fields {
  let json: JSONValue
  let id: JSONValue?

  init(_ json: JSONValue) throws(ErrorReply) {
    self.json = json
    id = json["id"]
    guard case .object = json else { throw failure("a request is an object") }
    switch id {
    case nil, .string, .integer: break
    default:
      throw ErrorReply(code: .badRequest, message: "\"id\" must be an integer or a string")
    }
  }

  func operation() throws(ErrorReply) -> Request.Operation {
    switch try string("op") {
    case "query": return .query(try query())
    case "cancel":
      guard let target = json["target"] else { throw failure("\"target\" is missing") }
      return .cancel(target)
    case "status": return .status
    case "ping": return .ping
    case nil: throw failure("\"op\" is missing")
    case let other?: throw failure("unknown op \"\(other)\"")
    }
  }

  private func query() throws(ErrorReply) -> QueryRequest {
    guard let text = try string("q") else { throw failure("\"q\" is missing") }
    var query = QueryRequest(text: text)
    query.limit = try integer("limit", in: 0...QueryRequest.maximumLimit) ?? query.limit
    query.offset = try integer("offset", in: 0...Int(Int32.max)) ?? query.offset
    query.mode = try string("mode") ?? query.mode
    guard ["any", "all", "phrase"].contains(query.mode) else {
      throw failure("\"mode\" must be any, all or phrase")
    }
    if let name = try string("pos") {
      guard let positions = QueryRequest.Positions(rawValue: name) else {
        throw failure("\"pos\" must be utf8, utf16 or char")
      }
      query.positions = positions
    }
    query.supersede = try string("supersede")
    return query
  }

  private func string(_ name: String) throws(ErrorReply) -> String? {
    switch json[name] {
    case nil, .null: return nil
    case .string(let text): return text
    default: throw failure("\"\(name)\" must be a string")
    }
  }

  private func integer(
    _ name: String, in range: ClosedRange<Int>
  ) throws(ErrorReply) -> Int? {
    guard let value = json[name], value != .null else { return nil }
    guard let number = value.integer, range.contains(number) else {
      throw failure(
        "\"\(name)\" must be an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func failure(_ message: String) -> ErrorReply {
    ErrorReply(request: id, code: .badRequest, message: message)
  }
}
