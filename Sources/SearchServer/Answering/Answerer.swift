import IndexBytes
import NIOCore
import SearchIndex
import SearchProtocol

/// Answers one request, on a thread of its own or, where it is quick and alone, on the event loop.
struct Answerer {
  let job: Job
  let worker: Worker
  /// Who helps a client that is alone.
  let helper: Helper?
  var writer: AnswerWriter

  /// - Parameters:
  ///   - job: What to do.
  ///   - worker: The searchers to do it with.
  ///   - helper: A thread that may have nothing else to do, if nobody else waits for an answer.
  ///   - emit: Takes whole lines as they come.
  init(
    job: Job, worker: Worker, helper: Helper? = nil, emit: @escaping (ByteBuffer) -> Void
  ) {
    self.job = job
    self.worker = worker
    self.helper = helper
    writer = AnswerWriter(emit: emit)
  }

  /// Runs to the end, whatever happens.
  ///
  /// - Returns: The last lines, the end of the answer being the last of them.
  consuming func run() -> ByteBuffer {
    do {
      try answer()
    } catch {
      let code = (error as? IndexError)?.code
      // Giving up leaves a searcher clean; other errors may not.
      if code != .cancelled && code != .timeout { worker.forget(job.index) }
      var reply = (error as? IndexError)?.reply ?? (error as? ErrorReply)
      reply = reply ?? ErrorReply(code: .system, message: "\(error)")
      if let reply { end(reply) }
    }
    return writer.take()
  }

  private mutating func answer() throws {
    try job.deadline.check()
    switch job.work {
    case .query(let query): try answer(query)
    case .complete(let complete): try answer(complete)
    case .open(let open): try answer(open)
    case .status(let server): try answer(server)
    }
  }

  // MARK: Ends

  private mutating func end(_ error: ErrorReply) {
    switch job.form {
    case .json:
      var error = error
      error.request = job.id
      writer.add { error.encode(into: &$0) }
    case .plain:
      writer.addLine(PlainText.problem(error))
      endPlain([])
    }
  }

  mutating func endPlain(_ warnings: [String]) {
    for warning in warnings { writer.addLine(PlainText.warning(warning)) }
    writer.add { $0.bytes += PlainText.dot.utf8 }
  }

  /// Ends an answer without hits.
  mutating func end(generation: Int, _ warnings: [String]) {
    guard job.form == .json else { return endPlain(warnings) }
    var done = DoneReply(request: job.id, generation: generation)
    done.warnings = warnings
    writer.add { done.encode(into: &$0) }
  }
}
