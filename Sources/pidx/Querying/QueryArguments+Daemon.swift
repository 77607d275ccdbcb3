import Configuration
import SearchIndex
import SearchProtocol

extension QueryArguments {
  /// Has the server search, and prints what it finds.
  ///
  /// What is more than a server takes is searched in this process, as without one.
  ///
  /// - Returns: Whether anything matches.
  /// - Throws: `ErrorReply` as the server gave it, `IndexError` where there is no index to start one
  ///   for, or `CommandFailure` where it does not start.
  func askDaemon(_ text: String, _ settings: Settings) throws -> Bool {
    let folder = try NamedFolder(index.folder(settings)).folder
    let request = try request(text, folder, searchOptions(settings))
    guard request.isWithinLimits else { return try search(text, settings) }
    let path = try SocketOption.path(socket, forIndex: folder)
    var connection = try DaemonStarter(
      socket: path, index: folder, configuration: index.config
    ).connect()
    try connection.send(Request(operation: .query(request)))
    do {
      return try show(&connection, settings)
    } catch let error as ErrorReply where error.code == .tooLarge {
      // A server with a smaller limit for lines says so before any hit.
      return try search(text, settings)
    }
  }

  /// Prints the answer to a query; whether anything matches.
  private func show(_ connection: inout DaemonConnection, _ settings: Settings) throws -> Bool {
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
