import ArgumentParser
import SearchProtocol

extension QueryCommand {
  /// Has the server search, and prints what it finds.
  ///
  /// - Returns: How many hits were printed.
  /// - Throws: `ErrorReply` as the server gave it, or `CommandFailure` where there is none.
  func askDaemon(_ text: String) throws -> Int {
    let folder = try NamedFolder(index.folder).folder
    let path = try socket.path(forIndex: folder)
    var connection = try DaemonStarter(socket: path, index: folder).connect()
    try connection.send(Request(operation: .query(try request(text, folder))))
    var printer = HitPrinter(format: format, style: Style(color), offset: offset)
    while true {
      let json = try connection.receive()
      if let hit = HitReply(json) {
        try printer.print(hit)
      } else if let end = try EndReply(json) {
        if format != .json { end.warnings.forEach(Pidx.warn) }
        try printer.finish(end)
        return printer.count
      }
    }
  }

  private func request(_ text: String, _ folder: String) throws -> QueryRequest {
    var request = QueryRequest(text: text)
    request.limit = limit
    request.offset = offset
    request.mode = QueryRequest.Mode(rawValue: mode.rawValue) ?? .any
    request.sort = QueryRequest.Sort(rawValue: sort.rawValue) ?? .score
    request.prefixLast = prefixLast
    request.groupsLinks = !isUngrouped
    request.explains = explain
    request.isFull = format != .json
    request.index = folder
    request.folder = CurrentFolder.path
    request.rank = try rank.numbers()
    return request
  }
}
