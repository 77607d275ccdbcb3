/// The end of a request that failed; no hit follows it.
///
///     {"t":"end","ok":false,"error":"no_index","message":"…"}
public struct ErrorReply: Error, Sendable, Equatable {
  /// The id of the request, echoed.
  public var request: JSONValue?
  /// The kind of failure.
  public var code: ErrorCode
  /// What went wrong and what to do, for people, on one line.
  public var message: String

  /// Makes an error from its parts.
  public init(request: JSONValue? = nil, code: ErrorCode, message: String) {
    self.request = request
    self.code = code
    self.message = message
  }

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    encode(into: &writer) { _ in }
  }

  /// Writes it as one line.
  ///
  /// - Parameters:
  ///   - writer: Where it goes.
  ///   - more: Writes members behind the usual ones.
  public func encode(into writer: inout JSONWriter, and more: (inout JSONWriter) -> Void) {
    writer.beginObject()
    writer.request(request)
    writer.member("t", "end")
    writer.member("ok", false)
    writer.member("error", code.rawValue)
    writer.member("message", message)
    more(&writer)
    writer.endObject()
    writer.endLine()
  }
}
