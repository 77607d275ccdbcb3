extension Request {
  /// Writes it as one line; members that have their usual value are left out.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(id)
    switch operation {
    case .hello(let hello):
      writer.member("op", "hello")
      writer.member("proto", hello.proto)
      writer.member("client", hello.client)
    case .status(let index):
      writer.member("op", "status")
      writer.member("index", index)
    case .ping: writer.member("op", "ping")
    case .cancel(let target):
      writer.member("op", "cancel")
      writer.key("target")
      writer.value(target)
    case .query(let query):
      writer.member("op", "query")
      query.encodeMembers(into: &writer)
    case .complete(let complete):
      writer.member("op", "complete")
      complete.encodeMembers(into: &writer)
    case .open(let open):
      writer.member("op", "open")
      open.encodeMembers(into: &writer)
    }
    writer.endObject()
    writer.endLine()
  }
}

extension QueryRequest {
  fileprivate func encodeMembers(into writer: inout JSONWriter) {
    let usual = QueryRequest(text: "")
    writer.member("q", text)
    if let limit { writer.member("limit", limit) }
    if offset != usual.offset { writer.member("offset", offset) }
    writer.member("mode", mode?.rawValue)
    writer.member("sort", sort?.rawValue)
    if prefixLast { writer.member("prefix_last", true) }
    if let groupsLinks { writer.member("group", groupsLinks) }
    if explains { writer.member("explain", true) }
    if isFull { writer.member("full", true) }
    if !rank.isEmpty {
      writer.key("rank")
      writer.value(.object(rank.mapValues { .number($0) }))
    }
    if positions != usual.positions { writer.member("pos", positions.rawValue) }
    scope.encodeMembers(into: &writer)
  }
}

extension CompleteRequest {
  fileprivate func encodeMembers(into writer: inout JSONWriter) {
    writer.member("q", text)
    writer.member("limit", limit)
    scope.encodeMembers(into: &writer)
  }
}

extension OpenRequest {
  fileprivate func encodeMembers(into writer: inout JSONWriter) {
    writer.member("path", path)
    writer.member("line", line)
    writer.member("index", index)
    writer.member("folder", folder)
  }
}

extension JSONWriter {
  /// Writes a member that may be absent.
  mutating func member(_ name: StaticString, _ text: String?) {
    if let text { member(name, text) }
  }
}
