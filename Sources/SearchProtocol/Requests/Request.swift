/// What a client asks: one line, one request.
///
///     {"id":7,"op":"query","q":"가우시안 스플래팅","limit":20,"pos":"utf8","supersede":"ui"}
///
/// Unknown members are ignored, so that newer clients can talk to older servers.
public struct Request: Sendable, Equatable {
  /// What to do.
  public enum Operation: Sendable, Equatable {
    /// Search.
    case query(QueryRequest)
    /// Stop the request with this id.
    case cancel(JSONValue)
    /// Describe the index.
    case status
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

/// A search.
public struct QueryRequest: Sendable, Equatable {
  /// How many hits a client may ask for at once.
  public static let maximumLimit = 1000

  /// What the columns and highlights of the answer count.
  public enum Positions: String, Sendable, CaseIterable {
    /// Bytes of UTF-8: as in the file.
    case utf8
    /// UTF-16 code units.
    case utf16
    /// Unicode scalars.
    case char
  }

  /// The query, in pidx's query language.
  public var text: String
  /// How many hits to return.
  public var limit = 10
  /// How many hits to pass over.
  public var offset = 0
  /// Which terms must match: "any", "all" or "phrase".
  public var mode = "any"
  /// What positions count.
  public var positions = Positions.utf8
  /// A newer query with the same key cancels this one.
  public var supersede: String?

  /// Makes a search with the usual settings.
  public init(text: String) {
    self.text = text
  }
}
