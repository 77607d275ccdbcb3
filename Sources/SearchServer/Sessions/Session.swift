import Glibc
import NIOCore
import SearchIndex
import SearchProtocol

/// One connection: its lines in, its answers out, and its requests between. Belongs to the event
/// loop.
///
/// Every request gets exactly one end. It is sent by `finish` alone, and a ticket that has ended
/// sends nothing more, whatever its thread still brings.
final class Session {
  unowned let hub: Hub
  let channel: any Channel
  var framer: LineFramer
  /// Requests without an end.
  var open: [Ticket] = []
  /// Those of them that wait for a thread, in order.
  var pending: CircularBuffer<Ticket> = []
  /// Requests that a thread works on, ended ones included.
  var running = 0
  /// Whether the scheduler knows that there is something to start.
  var isInRing = false
  /// Commands in plain text that wait for the one before them, since their answers have no ids.
  var plainWaiting: CircularBuffer<Result<PlainCommand, ErrorReply>> = []
  var isPlainBusy = false
  /// Whether answers can be written without waiting for the client.
  var takesOutput = true
  /// Whether the client has said all it will say.
  private var inputEnded = false
  /// Whether the connection ends as soon as what was written has gone.
  private(set) var isClosing = false
  var times: SessionTimes

  init(hub: Hub, channel: any Channel) {
    self.hub = hub
    self.channel = channel
    framer = LineFramer(limit: hub.limits.line)
    times = SessionTimes(now: hub.now())
  }

  // MARK: Input

  /// Takes bytes from the client.
  func receive(_ bytes: ByteBufferView) {
    guard !isClosing else { return }
    let wasInside = framer.isInsideLine
    framer.append(bytes) { frame in take(frame) }
    times.received(now: hub.now(), begins: framer.isInsideLine, wasInside: wasInside)
  }

  /// The client has closed its side: what it asked for is still answered.
  func endInput() {
    guard !inputEnded else { return }
    inputEnded = true
    framer.end { frame in take(frame) }
    closeIfDone()
  }

  private func take(_ frame: LineFramer.Frame) {
    guard !isClosing else { return }
    times.hasSpoken = true
    switch frame {
    case .tooLong(let first):
      // One of blanks alone is an empty line, whatever its length.
      guard let first else { return }
      hub.countRefusal()
      let error = ErrorReply(
        code: .tooLarge, message: "a line may have \(hub.limits.line) bytes at most")
      if first == Self.brace { refuse(error, .json) } else { takePlain(.failure(error)) }
    case .line(let line):
      guard let first = PlainCommand.firstNonBlank(line) else { return }
      if first == Self.brace { takeJSON(line) } else { takePlain(line) }
    }
  }

  /// What a request begins with, and no command in plain text.
  private static let brace = UInt8(ascii: "{")

  private func takeJSON(_ line: [UInt8]) {
    hub.countRequest()
    do {
      let request = try Request.decode(line)
      start(request, .json)
    } catch {
      refuse(error, .json)
    }
  }

  // MARK: Output

  /// Writes lines of an answer that has not ended.
  func stream(_ ticket: Ticket, _ bytes: ByteBuffer) {
    guard !ticket.hasEnded else { return }
    write(bytes)
  }

  /// Writes the last lines of an answer, unless it has ended already.
  func finish(_ ticket: Ticket, _ bytes: ByteBuffer) {
    guard !ticket.hasEnded else { return }
    ticket.hasEnded = true
    open.removeAll { $0 === ticket }
    write(bytes)
    finished(ticket.form)
  }

  /// An answer has been given in full.
  func finished(_ form: Ticket.Form) {
    if form == .plain {
      isPlainBusy = false
      nextPlain()
    }
    closeIfDone()
  }

  func write(_ bytes: ByteBuffer) {
    guard channel.isActive, bytes.readableBytes > 0 else { return }
    channel.writeAndFlush(bytes, promise: nil)
    guard waitingBytes > hub.limits.output else { return }
    hub.drop(self, "it has not read \(waitingBytes) bytes of its answers")
  }

  /// Bytes that were written and that the client has not taken.
  var waitingBytes: Int {
    (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }

  /// The client reads again, or has stopped to.
  func writabilityChanged() {
    takesOutput = channel.isWritable
    // What it does not read, it need not ask for.
    try? channel.syncOptions?.setOption(.autoRead, value: takesOutput)
    if takesOutput { hub.scheduler.consider(self) }
  }

  // MARK: Ending

  /// Ends the connection when the client has said all and got all.
  func closeIfDone() {
    guard inputEnded || hub.isClosing, open.isEmpty, !isPlainBusy, plainWaiting.isEmpty else {
      return
    }
    closeAfterFlush()
  }

  /// Ends the connection when what was written has gone.
  func closeAfterFlush() {
    guard !isClosing else { return }
    isClosing = true
    let channel = channel
    channel.writeAndFlush(ByteBuffer()).whenComplete { _ in channel.close(promise: nil) }
  }

  /// The connection is gone: nothing of it is worked on any more.
  func connectionEnded() {
    isClosing = true
    for ticket in open {
      ticket.hasEnded = true
      ticket.job.deadline.cancel()
      hub.scheduler.remove(ticket)
    }
    open.removeAll()
    plainWaiting.removeAll()
    hub.remove(self)
  }
}
