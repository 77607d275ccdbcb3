/// What the server says first on every connection.
public struct HelloReply: Sendable, Equatable {
  /// The version of the protocol that this module speaks.
  public static let currentProtocol = 1

  /// The version of the protocol.
  public var proto = currentProtocol
  /// The generation of the index.
  public var generation: Int
  /// What the server can do beyond the basics: "cancel", "supersede", "pos-utf16".
  public var features: [String]

  /// Makes a greeting.
  public init(generation: Int, features: [String] = []) {
    self.generation = generation
    self.features = features
  }

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("t", "hello")
    writer.member("proto", proto)
    writer.member("gen", generation)
    writer.member("features", features)
    writer.endObject()
    writer.endLine()
  }
}
