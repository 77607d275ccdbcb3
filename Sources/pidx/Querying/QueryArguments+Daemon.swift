import Configuration
import SearchIndex
import SearchProtocol

extension QueryArguments {
  /// Has the server search, and prints what it finds.
  ///
  /// - Returns: Whether anything matches.
  /// - Throws: `ErrorReply` as the server gave it, or `CommandFailure` where there is none.
  func askDaemon(_ text: String, _ settings: Settings) throws -> Bool {
    let folder = try NamedFolder(index.folder(settings)).folder
    let path = try SocketOption.path(socket, forIndex: folder)
    var connection = try DaemonStarter(
      socket: path, index: folder, configuration: index.config
    ).connect()
    let request = try request(text, folder, searchOptions(settings))
    try connection.send(Request(operation: .query(request)))
    let style = Style(color ?? settings.color)
    var printer = HitPrinter(format: format, style: style, offset: offset)
    while true {
      let json = try connection.receive()
      if let hit = HitReply(json) {
        try printer.print(hit)
      } else if let end = try EndReply(json) {
        if format != .json { end.warnings.forEach(Pidx.warn) }
        try printer.finish(end)
        return end.total > 0
      }
    }
  }

  /// A request that leaves nothing to the settings of the server.
  private func request(_ text: String, _ folder: String, _ options: SearchOptions) -> QueryRequest {
    var request = QueryRequest(text: text)
    request.limit = options.limit
    request.offset = options.offset
    request.mode = QueryRequest.Mode(rawValue: options.mode.rawValue) ?? .any
    request.sort = QueryRequest.Sort(rawValue: options.sort.rawValue) ?? .score
    request.prefixLast = options.prefixLast
    request.groupsLinks = options.groupsLinks
    request.explains = options.explain
    request.isFull = format != .json
    request.scope.index = folder
    request.scope.folder = CurrentFolder.path
    request.rank = options.parameters.values
    return request
  }
}
