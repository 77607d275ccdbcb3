extension Request {
  /// Reads a request from one line, with or without its line break. O(line).
  ///
  /// - Throws: `ErrorReply` `.badRequest` or `.tooLarge`, ready to send, with the request's id if
  ///   it was readable.
  public static func decode(_ line: [UInt8]) throws(ErrorReply) -> Request {
    let json: JSONValue
    do {
      json = try JSONReader.read(line)
    } catch {
      throw ErrorReply(code: .badRequest, message: error.description)
    }
    let fields = try RequestFields(json)
    return Request(id: fields.id, operation: try fields.operation())
  }
}

extension RequestFields {
  fileprivate func operation() throws(ErrorReply) -> Request.Operation {
    switch try string("op") {
    case "query": return .query(try query())
    case "complete": return .complete(try complete())
    case "open": return .open(try open())
    case "cancel":
      switch self["target"] {
      case .string(let text)?: return .cancel(.string(text))
      case .integer(let number)?: return .cancel(.integer(number))
      case nil, .null?: throw failure("\"target\" is missing")
      default: throw failure("\"target\" must be an integer or a string")
      }
    case "status": return .status(index: try string("index"))
    case "ping": return .ping
    case "hello": return .hello(try hello())
    case nil: throw failure("\"op\" is missing")
    case let other?: throw failure("unknown op \"\(other.prefix(40))\"")
    }
  }

  private func hello() throws(ErrorReply) -> HelloRequest {
    var hello = HelloRequest()
    hello.proto = try integer("proto", in: 0...Int(Int32.max)) ?? hello.proto
    hello.client = try string("client", maximum: 200)
    return hello
  }

  private func query() throws(ErrorReply) -> QueryRequest {
    var query = QueryRequest(text: try text("q", maximum: QueryRequest.maximumBytes))
    query.limit = try integer("limit", in: 0...QueryRequest.maximumLimit)
    query.offset = try integer("offset", in: 0...QueryRequest.maximumOffset) ?? query.offset
    query.mode = try choice("mode", QueryRequest.Mode.self)
    query.sort = try choice("sort", QueryRequest.Sort.self)
    query.prefixLast = try flag("prefix_last") ?? query.prefixLast
    query.groupsLinks = try flag("group")
    query.explains = try flag("explain") ?? query.explains
    query.isFull = try flag("full") ?? query.isFull
    query.rank = try numbers("rank")
    query.positions = try choice("pos", Positions.self) ?? query.positions
    query.scope = try scope()
    return query
  }

  private func complete() throws(ErrorReply) -> CompleteRequest {
    var complete = CompleteRequest(text: try text("q", maximum: QueryRequest.maximumBytes))
    complete.limit = try integer("limit", in: 0...CompleteRequest.maximumLimit) ?? complete.limit
    complete.scope = try scope()
    return complete
  }

  private func open() throws(ErrorReply) -> OpenRequest {
    var open = OpenRequest(path: try text("path"))
    open.line = try integer("line", in: 1...Int(UInt32.max)) ?? open.line
    open.index = try string("index")
    open.folder = try folder()
    return open
  }
}
