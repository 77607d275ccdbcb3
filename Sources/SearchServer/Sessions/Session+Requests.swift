import Glibc
import NIOCore
import SearchIndex
import SearchProtocol

/// What becomes of a request.
extension Session {
  /// Answers a request at once, or gives it to the scheduler.
  func start(_ request: Request, _ form: Ticket.Form) {
    do {
      switch request.operation {
      case .ping: try done(request.id, form, ["pong"])
      case .hello(let hello): try greet(hello, request.id)
      case .cancel(let target): try cancel(target, request.id)
      case .status(let name):
        let index = try hub.catalog.index(name)
        try enqueue(.status(hub.status()), request.id, form, index)
      case .query(let query):
        try enqueue(.query(query), request.id, form, query.scope)
      case .complete(let complete):
        try enqueue(.complete(complete), request.id, form, complete.scope)
      case .open(let open):
        try enqueue(.open(open), request.id, form, try hub.catalog.index(open.index))
      }
    } catch {
      var error = error
      error.request = request.id
      refuse(error, form)
    }
  }

  /// Ends a request that was never begun.
  func refuse(_ error: ErrorReply, _ form: Ticket.Form) {
    write(Self.bytes(error, form))
    finished(form)
  }

  private static func bytes(_ error: ErrorReply, _ form: Ticket.Form) -> ByteBuffer {
    guard form == .json else {
      return ByteBuffer(string: PlainText.problem(error) + "\n" + PlainText.dot)
    }
    var writer = JSONWriter()
    error.encode(into: &writer)
    return ByteBuffer(bytes: writer.bytes)
  }

  // MARK: At once

  private func done(
    _ id: JSONValue?, _ form: Ticket.Form, _ lines: [String]
  ) throws(ErrorReply) {
    if hub.isDraining { throw Self.closing }
    var writer = JSONWriter()
    switch form {
    case .json: DoneReply(request: id).encode(into: &writer)
    case .plain: writer.bytes += (lines.map { $0 + "\n" }.joined() + PlainText.dot).utf8
    }
    write(ByteBuffer(bytes: writer.bytes))
    finished(form)
  }

  private func greet(_ hello: HelloRequest, _ id: JSONValue?) throws(ErrorReply) {
    guard hello.proto == HelloReply.currentProtocol else {
      throw ErrorReply(
        code: .proto,
        message: "this server speaks version \(HelloReply.currentProtocol) of the protocol")
    }
    if hub.isDraining { throw Self.closing }
    var reply = hub.greeting
    reply.request = id
    var writer = JSONWriter()
    reply.encode(into: &writer)
    DoneReply(request: id, generation: reply.generation).encode(into: &writer)
    write(ByteBuffer(bytes: writer.bytes))
  }

  private func cancel(_ target: JSONValue, _ id: JSONValue?) throws(ErrorReply) {
    let tickets = open.filter { $0.id == target }
    for ticket in tickets {
      end(ticket, .init(code: .cancelled, message: "the client cancelled it"))
    }
    var reply = DoneReply(request: id)
    reply.cancelled = !tickets.isEmpty
    var writer = JSONWriter()
    reply.encode(into: &writer)
    write(ByteBuffer(bytes: writer.bytes))
  }

  private func supersede(_ key: String?) {
    guard let key else { return }
    for ticket in open where ticket.supersede == key {
      end(ticket, .init(code: .cancelled, message: "a newer request took its place"))
    }
  }

  /// Ends a request before its time.
  func end(_ ticket: Ticket, _ error: ErrorReply) {
    ticket.job.deadline.cancel()
    if !ticket.isRunning { hub.scheduler.remove(ticket) }
    var error = error
    error.request = ticket.id
    finish(ticket, Self.bytes(error, ticket.form))
  }

  /// What a request is told that comes after SIGTERM.
  static let closing = ErrorReply(code: .busy, message: "the server is shutting down")

  // MARK: Later

  /// Gives the scheduler a request that may take an earlier one's place.
  private func enqueue(
    _ work: Job.Work, _ id: JSONValue?, _ form: Ticket.Form, _ scope: RequestScope
  ) throws(ErrorReply) {
    let index = try hub.catalog.index(scope.index)
    supersede(scope.supersede)
    try enqueue(work, id, form, index, scope.supersede, scope.timeout)
  }

  private func enqueue(
    _ work: Job.Work, _ id: JSONValue?, _ form: Ticket.Form, _ index: ServedIndex,
    _ supersede: String? = nil, _ timeout: Int? = nil
  ) throws(ErrorReply) {
    if hub.isDraining { throw Self.closing }
    let limits = hub.limits
    // Ended requests that a thread has not let go of count as well.
    guard open.count + (running - open.count(where: \.isRunning)) < limits.requests else {
      hub.countRefusal()
      throw ErrorReply(
        code: .busy,
        message: "a client may have \(limits.requests) requests without an end")
    }
    guard hub.scheduler.waiting < limits.queue else {
      hub.countRefusal()
      throw ErrorReply(code: .busy, message: "\(limits.queue) requests are waiting already")
    }
    let milliseconds = min(timeout ?? limits.query, limits.query)
    let deadline = hub.now() &+ UInt64(milliseconds) &* 1_000_000
    let job = Job(
      work: work, id: id, form: form, index: index, defaults: hub.defaults,
      deadline: SearchDeadline(nanoseconds: deadline))
    let ticket = Ticket(
      id: id, form: form, job: job, session: self, supersede: supersede, deadline: deadline)
    open.append(ticket)
    hub.scheduler.enqueue(ticket)
  }

  // MARK: Plain text

  /// Takes a line of plain text.
  func takePlain(_ line: [UInt8]) {
    hub.countRequest()
    do throws(ErrorReply) {
      takePlain(.success(try PlainCommand(line)))
    } catch {
      takePlain(.failure(error))
    }
  }

  /// Answers a command, or keeps it until the one before has been answered.
  func takePlain(_ command: Result<PlainCommand, ErrorReply>) {
    guard plainWaiting.count < hub.limits.requests else {
      hub.countRefusal()
      let message = "a client may have \(hub.limits.requests) commands without an answer"
      write(Self.bytes(ErrorReply(code: .busy, message: message), .plain))
      return
    }
    plainWaiting.append(command)
    nextPlain()
  }

  /// Answers commands as long as each is answered at once.
  func nextPlain() {
    while !isPlainBusy, let command = plainWaiting.popFirst() {
      isPlainBusy = true
      answer(command)
    }
  }

  private func answer(_ command: Result<PlainCommand, ErrorReply>) {
    switch command {
    case .failure(let error): refuse(error, .plain)
    case .success(.request(let request)): start(request, .plain)
    case .success(.help):
      let lines = PlainCommand.helpLines.map { $0 + "\n" }.joined()
      write(ByteBuffer(string: lines + PlainText.dot))
      finished(.plain)
    case .success(.quit):
      isPlainBusy = false
      plainWaiting.removeAll()
      closeAfterFlush()
    }
  }
}
