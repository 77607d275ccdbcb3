import Glibc
import Logging
import NIOCore
import NIOPosix
import SearchIndex
import SearchProtocol

/// What all connections share. Belongs to the event loop.
final class Hub {
  let catalog: IndexCatalog
  let limits: ServerLimits
  /// How to search where a request does not say.
  let defaults: SearchOptions
  let scheduler: Scheduler
  let logger: Logger
  let eventLoop: any EventLoop
  private let version: String
  private let began = monotonicNanoseconds()
  private var sessions: [ObjectIdentifier: Session] = [:]
  private var requests = 0
  private var refused = 0
  /// Whether SIGTERM has come: what is being answered is finished, nothing new is begun.
  private(set) var isDraining = false
  /// Whether connections are closed that have nothing open.
  private(set) var isClosing = false
  /// How long after SIGTERM requests are still listened to, to be told that it is too late.
  private static let grace = TimeAmount.milliseconds(100)
  /// Called when draining and the last connection has gone.
  private var drained: (() -> Void)?
  /// When the last connection went, or the server began.
  private(set) var idleSince = monotonicNanoseconds()

  init(catalog: IndexCatalog, options: ServerOptions, eventLoop: any EventLoop) {
    self.catalog = catalog
    limits = options.limits
    defaults = options.defaults
    version = options.version
    logger = options.logger
    self.eventLoop = eventLoop
    scheduler = Scheduler(threads: options.threads, eventLoop: eventLoop)
  }

  func now() -> UInt64 { monotonicNanoseconds() }
  func countRequest() { requests += 1 }
  func countRefusal() { refused += 1 }

  var isIdle: Bool { sessions.isEmpty }
  var hasOneClient: Bool { sessions.count == 1 }

  // MARK: Connections

  /// Takes a connection in, or tells why not.
  func accept(_ channel: any Channel) throws -> Session? {
    guard try Peer.isOwner(channel) else {
      refuse(channel, .init(code: .system, message: "this server belongs to another user"))
      return nil
    }
    guard !isDraining else {
      refuse(channel, Session.closing)
      return nil
    }
    guard sessions.count < limits.clients else {
      let message =
        "\(limits.clients) clients are connected to process \(getpid()), which takes no more: try "
        + "again later, or end it with `pidx serve --stop`"
      // Who wants to look after the server, or to end it, cannot ask: it is told unasked.
      refuse(channel, .init(code: .busy, message: message), and: status().encode)
      return nil
    }
    let session = Session(hub: self, channel: channel)
    sessions[ObjectIdentifier(session)] = session
    return session
  }

  private func refuse(
    _ channel: any Channel, _ error: ErrorReply, and more: (inout JSONWriter) -> Void = { _ in }
  ) {
    refused += 1
    logger.debug("a client was refused: \(error.message)")
    var writer = JSONWriter()
    error.encode(into: &writer, and: more)
    channel.writeAndFlush(ByteBuffer(bytes: writer.bytes)).whenComplete { _ in
      channel.close(promise: nil)
    }
  }

  func remove(_ session: Session) {
    guard sessions.removeValue(forKey: ObjectIdentifier(session)) != nil else { return }
    if sessions.isEmpty {
      idleSince = now()
      if isDraining { finishDraining() }
    }
  }

  /// Closes a connection at once, for a limit that it passed.
  func drop(_ session: Session, _ reason: String) {
    refused += 1
    logger.warning("a client was closed: \(reason)")
    session.channel.close(promise: nil)
  }

  // MARK: Watching the clock

  /// Ends what takes too long. Called some times a second.
  func sweep() {
    let now = now()
    for session in sessions.values { sweep(session, now) }
  }

  private func sweep(_ session: Session, _ now: UInt64) {
    for ticket in session.open where now >= ticket.deadline {
      let message = "it took longer than it may (\(limits.query) ms at most)"
      session.end(ticket, .init(code: .timeout, message: message))
    }
    let passed = { (since: UInt64, seconds: Int) in now &- since >= UInt64(seconds) * 1_000_000_000
    }
    if let since = session.times.stalledSince(now: now, bytes: session.waitingBytes) {
      // It does not read, so there is no telling it.
      if passed(since, limits.stall) { drop(session, "it reads nothing") }
      return
    }
    guard session.open.isEmpty, !session.isClosing else { return }
    if let since = session.times.awaitingSince, passed(since, limits.start) {
      dismiss(session, "no complete line within \(limits.start) s")
    } else if passed(session.times.lastInput, limits.idle) {
      dismiss(session, "no request within \(limits.idle) s")
    }
  }

  private func dismiss(_ session: Session, _ reason: String) {
    refused += 1
    logger.debug("a client was closed: \(reason)")
    session.refuse(.init(code: .timeout, message: reason), .json)
    session.closeAfterFlush()
  }

  // MARK: Ending

  /// Lets what is being answered be finished, and closes every connection.
  func drain(_ done: @escaping () -> Void) {
    guard !isDraining else { return }
    isDraining = true
    drained = done
    if sessions.isEmpty { return finishDraining() }
    let bound = NIOLoopBound(self, eventLoop: eventLoop)
    // Requests that are on their way already still get their end.
    eventLoop.scheduleTask(in: Self.grace) {
      bound.value.isClosing = true
      for session in bound.value.sessions.values { session.closeIfDone() }
    }
    eventLoop.scheduleTask(in: .seconds(Int64(limits.drain))) { bound.value.endAll() }
  }

  /// Time is up: every request gets its end, and who does not read it is closed all the same.
  private func endAll() {
    isClosing = true
    for session in sessions.values {
      for ticket in session.open { session.end(ticket, Session.closing) }
      session.closeIfDone()
    }
    let bound = NIOLoopBound(self, eventLoop: eventLoop)
    eventLoop.scheduleTask(in: .milliseconds(500)) {
      for session in bound.value.sessions.values { session.channel.close(promise: nil) }
    }
  }

  private func finishDraining() {
    drained?()
    drained = nil
  }

  // MARK: Telling

  func status() -> ServerStatus {
    ServerStatus(
      server: version, process: Int(getpid()), uptime: Int((now() - began) / 1_000_000_000),
      clients: sessions.count, waiting: scheduler.waiting, running: scheduler.running,
      requests: requests, refused: refused)
  }

  /// What `hello` says.
  var greeting: HelloReply {
    var reply = HelloReply(
      generation: catalog.indexes[0].snapshot.generation,
      features: [
        "cancel", "complete", "open", "plain", "pos-char", "pos-utf16", "status", "supersede",
      ])
    reply.server = version
    reply.indexes = catalog.indexes.map(\.name)
    reply.limits = limits.all
    return reply
  }
}
