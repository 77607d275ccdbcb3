import SearchProtocol
import Testing

@Suite struct RequestTests {
  private func decode(_ text: String) throws -> Request {
    try Request.decode(Array(text.utf8))
  }

  @Test func readsQueries() throws {
    let request = try decode(
      #"{"id":7,"op":"query","q":"가우시안","limit":20,"pos":"utf16","supersede":"ui","new":[1]}"#)
    var query = QueryRequest(text: "가우시안")
    query.limit = 20
    query.positions = .utf16
    query.scope.supersede = "ui"
    #expect(request == Request(id: .integer(7), operation: .query(query)))
  }

  @Test func readsTheOthers() throws {
    #expect(try decode(#"{"op":"ping"}"# + "\r\n") == Request(operation: .ping))
    #expect(try decode(" \t" + #"{"op":"ping"}"#) == Request(operation: .ping))
    #expect(
      try decode(#"{"id":"s","op":"status"}"#)
        == Request(id: .string("s"), operation: .status(index: nil)))
    #expect(
      try decode(#"{"id":8,"op":"cancel","target":7}"#)
        == Request(id: .integer(8), operation: .cancel(.integer(7))))
  }

  @Test(arguments: [
    "", "[]", "7", "{}", #"{"op":7}"#, #"{"op":"frob"}"#, #"{"op":"query"}"#,
    #"{"op":"query","q":7}"#, #"{"op":"query","q":"a","limit":-1}"#,
    #"{"op":"query","q":"a","limit":1.5}"#, #"{"op":"query","q":"a","limit":1001}"#,
    #"{"op":"query","q":"a","offset":"1"}"#, #"{"op":"query","q":"a","mode":"odd"}"#,
    #"{"op":"query","q":"a","pos":"utf32"}"#, #"{"op":"cancel"}"#, #"{"op":"query","q":"a""#,
    #"{"op":"query","q":"a","limit":1e300}"#, #"{"id":[1],"op":"ping"}"#,
    #"{"id":1.5,"op":"ping"}"#, #"{"op":"query","q":"a","folder":"rel"}"#,
    #"{"op":"complete","q":"a","folder":""}"#, #"{"op":"open","path":"a","folder":"./a"}"#,
  ])
  func refusesWhatIsWrong(text: String) {
    let error = #expect(throws: ErrorReply.self) { try decode(text) }
    #expect(error?.code == .badRequest)
    #expect(error?.message.isEmpty == false)
  }

  @Test func aRelativeFolderIsNamed() {
    let error = #expect(throws: ErrorReply.self) {
      try decode(#"{"id":9,"op":"query","q":"a","folder":"rel"}"#)
    }
    #expect(error?.request == .integer(9))
    #expect(error?.message == "\"folder\" must be an absolute path, one that begins with /")
  }

  @Test func errorsCarryTheID() {
    let error = #expect(throws: ErrorReply.self) { try decode(#"{"id":9,"op":"frob"}"#) }
    #expect(error?.request == .integer(9))
  }

  @Test func whatIsWrittenReadsBack() throws {
    var query = QueryRequest(text: "\"구문\" -제외\n")
    query.limit = 0
    query.mode = .phrase
    query.sort = .dateAscending
    query.prefixLast = true
    query.groupsLinks = false
    query.explains = true
    query.isFull = true
    query.rank = ["k1": 0.9, "depth": 20]
    query.scope.index = "notes"
    query.scope.folder = "/home"
    query.scope.timeout = 100
    query.offset = 30
    query.positions = .char
    query.scope.supersede = "k"
    var complete = CompleteRequest(text: "가우")
    complete.limit = 3
    complete.scope.supersede = "k"
    complete.scope.folder = "/home"
    var open = OpenRequest(path: "a.md")
    open.line = 7
    open.folder = "/home"
    var hello = HelloRequest()
    hello.client = "test"
    let operations: [Request.Operation] = [
      .query(query), .query(QueryRequest(text: "")), .cancel(.string("x")), .cancel(.integer(3)),
      .status(index: nil), .status(index: "notes"), .ping, .complete(complete), .open(open),
      .hello(hello),
    ]
    for operation in operations {
      let request = Request(id: .integer(3), operation: operation)
      var writer = JSONWriter()
      request.encode(into: &writer)
      #expect(writer.bytes.last == UInt8(ascii: "\n"))
      #expect(try Request.decode(writer.bytes) == request)
    }
  }
}
