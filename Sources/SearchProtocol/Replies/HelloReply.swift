/// The answer to a greeting, before its end.
///
///     {"id":1,"t":"hello","proto":1,"server":"pidx 0.1.0","gen":42,"indexes":["notes"],
///      "features":["cancel","supersede"],"limits":{"line":65536}}
public struct HelloReply: Sendable {
  /// The version of the protocol that this module speaks.
  public static let currentProtocol = 1

  /// The id of the request, echoed.
  public var request: JSONValue?
  /// The version of the protocol.
  public var proto = currentProtocol
  /// Name and version of the server.
  public var server = ""
  /// The generation of the first index.
  public var generation: Int
  /// Names of the indexes, the first being the one that is searched unless another is named.
  public var indexes: [String] = []
  /// What the server can do beyond the basics: "cancel", "supersede", "pos-utf16".
  public var features: [String]
  /// The server's limits, by name.
  public var limits: [(name: String, value: Int)] = []

  /// Makes a greeting.
  public init(generation: Int, features: [String] = []) {
    self.generation = generation
    self.features = features
  }

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(request)
    writer.member("t", "hello")
    writer.member("proto", proto)
    writer.member("server", server)
    writer.member("gen", generation)
    writer.member("indexes", indexes)
    writer.member("features", features)
    writer.key("limits")
    writer.beginObject()
    for limit in limits {
      writer.key(named: limit.name)
      writer.value(limit.value)
    }
    writer.endObject()
    writer.endObject()
    writer.endLine()
  }
}
