import SearchProtocol

/// How the server is doing.
struct ServerStatus: Sendable {
  /// Name and version.
  var server: String
  var process: Int
  /// Seconds since it began to listen.
  var uptime: Int
  /// Connections.
  var clients: Int
  /// Requests that wait for a thread, and those that have one.
  var waiting: Int
  var running: Int
  /// Requests since it began to listen.
  var requests: Int
  /// Connections refused or closed for a limit.
  var refused: Int

  /// Writes it as the member "server".
  func encode(into writer: inout JSONWriter) {
    writer.key("server")
    writer.beginObject()
    writer.member("version", server)
    writer.member("pid", process)
    writer.member("uptime", uptime)
    writer.member("clients", clients)
    writer.member("waiting", waiting)
    writer.member("running", running)
    writer.member("requests", requests)
    writer.member("refused", refused)
    writer.endObject()
  }
}
