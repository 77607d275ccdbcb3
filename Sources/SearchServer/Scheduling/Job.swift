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
