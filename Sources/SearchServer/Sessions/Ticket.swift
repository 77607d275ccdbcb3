import SearchIndex
import SearchProtocol

/// A request from its arrival to its end. Belongs to the event loop.
final class Ticket {
  /// How the client wants to read the answer.
  enum Form: Sendable {
    /// An object a line.
    case json
    /// Lines of text and a dot.
    case plain
  }

  let id: JSONValue?
  let form: Form
  let job: Job
  unowned let session: Session
  /// A newer request with the same key ends this one.
  let supersede: String?
  /// Whether a thread is working on it.
  var isRunning = false
  /// Whether its end has been sent; whatever comes after is dropped.
  var hasEnded = false
  /// When to end it with `timeout`, nanoseconds of the monotonic clock.
  let deadline: UInt64

  init(
    id: JSONValue?, form: Form, job: Job, session: Session, supersede: String?, deadline: UInt64
  ) {
    self.id = id
    self.form = form
    self.job = job
    self.session = session
    self.supersede = supersede
    self.deadline = deadline
  }
}
