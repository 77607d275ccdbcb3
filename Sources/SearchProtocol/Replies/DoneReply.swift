/// The end of an answer that has no hits to count: ping, cancel, hello, status, open.
///
///     {"id":3,"t":"end","ok":true,"gen":42,"warn":[]}
public struct DoneReply: Sendable, Equatable {
  /// The id of the request, echoed.
  public var request: JSONValue?
  /// The generation that answered; nil where no index was asked.
  public var generation: Int?
  /// Whether there was something to cancel; nil for other requests.
  public var cancelled: Bool?
  /// What the user should know about the answer.
  public var warnings: [String] = []

  /// Makes the end of a request that had this id.
  public init(request: JSONValue? = nil, generation: Int? = nil) {
    self.request = request
    self.generation = generation
  }

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(request)
    writer.member("t", "end")
    writer.member("ok", true)
    if let cancelled { writer.member("cancelled", cancelled) }
    if let generation { writer.member("gen", generation) }
    writer.member("warn", warnings)
    writer.endObject()
    writer.endLine()
  }
}
