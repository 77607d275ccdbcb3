/// What every search and completion says besides what it looks for.
public struct RequestScope: Sendable, Equatable {
  /// A newer request with the same key cancels this one.
  public var supersede: String?
  /// Which index, by name or folder; nil for the first.
  public var index: String?
  /// The folder that paths are shown relative to; nil for absolute paths.
  public var folder: String?
  /// Milliseconds after which to give up; the server's own limit holds as well.
  public var timeout: Int?

  /// The first index, absolute paths, and the server's limit.
  public init() {}

  func encodeMembers(into writer: inout JSONWriter) {
    writer.member("supersede", supersede)
    writer.member("index", index)
    writer.member("folder", folder)
    if let timeout { writer.member("timeout", timeout) }
  }
}

extension RequestFields {
  func scope() throws(ErrorReply) -> RequestScope {
    var scope = RequestScope()
    scope.supersede = try string("supersede", maximum: Self.maximumIDBytes)
    scope.index = try string("index")
    scope.folder = try folder()
    scope.timeout = try integer("timeout", in: 1...Int(Int32.max))
    return scope
  }

  /// The folder that paths are shown relative to. The server knows nothing of the client's own.
  func folder() throws(ErrorReply) -> String? {
    guard let folder = try string("folder") else { return nil }
    guard folder.utf8.first == UInt8(ascii: "/") else {
      throw failure("\"folder\" must be an absolute path, one that begins with /")
    }
    return folder
  }
}
