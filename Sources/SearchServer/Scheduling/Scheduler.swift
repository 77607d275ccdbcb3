import NIOCore
import NIOPosix

/// Hands requests to a bounded number of threads, clients in turn. Belongs to the event loop.
///
/// A quick request of a client that is alone is answered on the loop itself, since waking a thread and
/// being woken by it may take as long as the search. As soon as there is another client, or another
/// request, all go to the threads.
///
/// A client has at most all but one of the threads, so that whatever it asks, the next client waits
/// for no more than its own turn.
final class Scheduler {
  private let pool: NIOThreadPool
  private let eventLoop: any EventLoop
  private var idle: [Worker]
  /// Sessions that have something to start, each once.
  private var ring: CircularBuffer<Session> = []
  private let perClient: Int
  /// Helps with what is answered on the loop; nil where there is no core for it.
  private let helper: Helper?
  /// Requests that wait for a thread.
  private(set) var waiting = 0
  /// Requests that a thread works on.
  private(set) var running = 0

  init(threads: Int, eventLoop: any EventLoop) {
    self.eventLoop = eventLoop
    pool = NIOThreadPool(numberOfThreads: threads)
    pool.start()
    helper = System.coreCount > 1 ? Helper(pool) : nil
    idle = (0..<threads).map { _ in Worker() }
    perClient = max(1, threads - 1)
  }

  /// Ends the threads, once they are done.
  func shutDown(_ done: @escaping @Sendable ((any Error)?) -> Void) {
    pool.shutdownGracefully(done)
  }

  /// Puts a request behind the session's others.
  func enqueue(_ ticket: Ticket) {
    ticket.session.pending.append(ticket)
    waiting += 1
    // One that was left to be answered alone is not alone any more.
    if waiting > 1 { start() }
    consider(ticket.session)
  }

  /// Takes a request away that has not been started.
  func remove(_ ticket: Ticket) {
    guard let place = ticket.session.pending.firstIndex(where: { $0 === ticket }) else { return }
    ticket.session.pending.remove(at: place)
    waiting -= 1
  }

  /// Looks whether the session has something to start now.
  func consider(_ session: Session) {
    guard !session.isInRing, canStart(session) else { return }
    session.isInRing = true
    ring.append(session)
    guard session.hub.hasOneClient, running == 0 else { return start() }
    // What the client has sent with it is read first: it may take the request back, or ask for more.
    let bound = NIOLoopBound(self, eventLoop: eventLoop)
    eventLoop.execute { bound.value.startAlone() }
  }

  /// Answers the one request that there is at once if it is quick, else starts what waits.
  private func startAlone() {
    guard waiting == 1, running == 0, let worker = idle.last, let session = ring.first,
      canStart(session), session.hub.hasOneClient, session.pending.first?.job.isQuick == true
    else { return start() }
    ring.removeFirst()
    session.isInRing = false
    let ticket = take(from: session)
    let answerer = Answerer(job: ticket.job, worker: worker, helper: helper) {
      session.stream(ticket, $0)
    }
    finished(ticket, session, worker, answerer.run())
  }

  /// Takes the next request of a session, to be worked on.
  private func take(from session: Session) -> Ticket {
    idle.removeLast()
    let ticket = session.pending.removeFirst()
    waiting -= 1
    ticket.isRunning = true
    session.running += 1
    running += 1
    return ticket
  }

  private func canStart(_ session: Session) -> Bool {
    !session.pending.isEmpty && session.running < perClient && session.takesOutput
  }

  private func start() {
    while let worker = idle.last, let session = ring.popFirst() {
      session.isInRing = false
      guard canStart(session) else { continue }
      run(take(from: session), worker)
      if canStart(session) {
        session.isInRing = true
        ring.append(session)
      }
    }
  }

  private func run(_ ticket: Ticket, _ worker: Worker) {
    let job = ticket.job
    let loop = eventLoop
    let bound = NIOLoopBound((self, ticket, ticket.session), eventLoop: loop)
    pool.submit { _ in
      job.index.learnWhetherQuick()
      let answerer = Answerer(job: job, worker: worker) { bytes in
        loop.execute { bound.value.2.stream(bound.value.1, bytes) }
      }
      let rest = answerer.run()
      loop.execute {
        let (scheduler, ticket, session) = bound.value
        scheduler.finished(ticket, session, worker, rest)
      }
    }
  }

  private func finished(
    _ ticket: Ticket, _ session: Session, _ worker: Worker, _ rest: ByteBuffer
  ) {
    ticket.isRunning = false
    session.running -= 1
    running -= 1
    idle.append(worker)
    session.finish(ticket, rest)
    consider(session)
    start()
  }

  /// Lets every thread that has nothing to do forget old generations; the others do so when they
  /// are asked next.
  func forgetOld(_ indexes: [ServedIndex]) {
    for worker in idle { worker.forgetOld(indexes) }
    helper?.forgetOld(indexes)
  }
}
