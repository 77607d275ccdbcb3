import SearchIndex
import SearchProtocol

/// What a thread has to do: everything it needs, nothing that belongs to the event loop.
struct Job: Sendable {
  /// What was asked for.
  enum Work: Sendable {
    case query(QueryRequest)
    case complete(CompleteRequest)
    case open(OpenRequest)
    case status(ServerStatus)
  }

  let work: Work
  /// The id to echo.
  let id: JSONValue?
  let form: Ticket.Form
  let index: ServedIndex
  /// How to search where the request does not say.
  let defaults: SearchOptions
  /// When to give up.
  let deadline: SearchDeadline
}

extension Job {
  /// How a query is searched.
  ///
  /// - Throws: `bad_request` where it names no number of the ranking.
  func options(of query: QueryRequest) throws(ErrorReply) -> SearchOptions {
    var options = defaults
    options.limit = query.limit ?? min(options.limit, QueryRequest.maximumLimit)
    options.offset = query.offset
    options.mode = query.mode.flatMap { MatchMode(rawValue: $0.rawValue) } ?? options.mode
    options.sort = query.sort.flatMap { SortOrder(rawValue: $0.rawValue) } ?? options.sort
    options.prefixLast = query.prefixLast
    options.groupsLinks = query.groupsLinks ?? options.groupsLinks
    options.explain = query.explains
    options.deadline = deadline
    for (name, number) in query.rank {
      let text = Int(exactly: number).map { "\($0)" } ?? "\(number)"
      guard options.parameters.set(name, to: text) else {
        throw ErrorReply(
          code: .badRequest,
          message: "\"rank\": \(name) is no number of the ranking, or cannot be \(text)")
      }
    }
    return options
  }

  /// Whether the answer takes less than a millisecond as a rule: a quick search, and no file system
  /// that may have to be waited for.
  var isQuick: Bool {
    guard case .query(let query) = work, let options = try? options(of: query) else { return false }
    return index.isQuickToRead && index.snapshot.isQuick(query.text, options)
  }
}
