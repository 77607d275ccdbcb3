/// What a client asks: one line, one request.
///
///     {"id":7,"op":"query","q":"가우시안 스플래팅","limit":20,"pos":"utf8","supersede":"ui"}
///
/// Unknown members are ignored, so that newer clients can talk to older servers.
public struct Request: Sendable, Equatable {
  /// What to do.
  public enum Operation: Sendable, Equatable {
    /// Tell who is there and agree on a version.
    case hello(HelloRequest)
    /// Search.
    case query(QueryRequest)
    /// Complete what is being typed.
    case complete(CompleteRequest)
    /// Give the text of a section.
    case open(OpenRequest)
    /// Stop the request with this id.
    case cancel(JSONValue)
    /// Describe the index, by name or folder, and the server.
    case status(index: String?)
    /// Answer, to show that the server lives.
    case ping
  }

  /// Echoed in every reply: an integer or a string; nil if the client gave none.
  public var id: JSONValue?
  /// What to do.
  public var operation: Operation

  /// Makes a request.
  public init(id: JSONValue? = nil, operation: Operation) {
    self.id = id
    self.operation = operation
  }
}

/// A greeting.
public struct HelloRequest: Sendable, Equatable {
  /// The version of the protocol that the client speaks.
  public var proto = HelloReply.currentProtocol
  /// What the client calls itself.
  public var client: String?

  /// Makes a greeting of this version.
  public init() {}
}
